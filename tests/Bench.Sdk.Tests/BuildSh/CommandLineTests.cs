using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.BuildSh;

public sealed class CommandLineTests : IDisposable
{
    private readonly FakeCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [InlineData("RunBenchmrk", "error BENCH9001: there is no target 'RunBenchmrk'. Did you mean 'RunBenchmark'?")]
    [InlineData("Xyz", "error BENCH9001: there is no target 'Xyz'. './build.sh Help' lists them.")]
    [InlineData("Status Logs", "error BENCH9001: one target at a time: 'Status' or 'Logs'.")]
    [InlineData("Status --fromat json", "error BENCH9002: there is no parameter '--fromat'. Did you mean '--format'?")]
    [InlineData("Status -run last", "error BENCH9002: there is no parameter '-run'. Parameters begin with two dashes; './build.sh Help' lists them.")]
    [InlineData("Status --run", "error BENCH9003: --run needs a value: --run TEXT.")]
    [InlineData("Status --run --format json", "error BENCH9003: --run needs a value: --run TEXT.")]
    [InlineData("Status --run=", "error BENCH9003: --run needs a value: --run TEXT.")]
    [InlineData("Logs --keep 3", "error BENCH9004: Logs does not use --keep. './build.sh Help Logs' shows what it does use.")]
    [InlineData("Logs --lines many", "error BENCH9005: --lines cannot be 'many'. It is a whole number, 0 or more.")]
    [InlineData("Status --format xml", "error BENCH9005: --format cannot be 'xml'. Choose one of: text, json.")]
    [InlineData("RunBenchmark --force=maybe", "error BENCH9005: --force cannot be 'maybe'. It is a flag: true or false.")]
    [InlineData("RunBenchmark --set rate", "error BENCH9005: --set cannot be 'rate'. Write path=value, such as workloads.load.rate=5000.")]
    public void A_mistake_is_told_with_its_mend_and_nothing_is_started(string line, string expected)
    {
        var run = _checkout.BuildSh(line.Split(' '));

        Assert.Equal((2, expected + "\n", ""), (run.Status, run.Error, run.Out));
        Assert.Equal(0, _checkout.Compilations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Help")]
    [InlineData("--help")]
    public void Help_lists_every_target_and_parameter_without_dotnet(string line)
    {
        var run = _checkout.BuildSh(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(0, run.Status);
        Assert.All(Lifecycle.Catalog.TargetCatalog.All, target => Assert.Contains($"\n  {target.Name} ", run.Out, StringComparison.Ordinal));
        Assert.All(Lifecycle.Catalog.ParameterCatalog.All, parameter => Assert.Contains($"\n  --{parameter.Name}", run.Out, StringComparison.Ordinal));
        Assert.Empty(_checkout.Arguments);
    }

    [Theory]
    [InlineData("Help Orphans")]
    [InlineData("orphans --help")]
    public void Help_of_a_target_shows_what_it_uses(string line)
    {
        var run = _checkout.BuildSh(line.Split(' '));

        Assert.StartsWith("Orphans: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("--cancel", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("--keep", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_values_arrive_as_they_are_and_MSBuild_never_sees_them()
    {
        string[] values =
        [
            "name=$([System.IO.File]::ReadAllText(/etc/hostname))", "b=@(Compile);%24%(x),\"x y\"", "c=`id` $(id) $HOME 'q' \\", "d=two\nlines",
        ];

        var run = _checkout.BuildSh("ParseRecipe", "--recipe", "a b;,'\"%3B$(HOME).yaml", "--set", values[0], $"--set={values[1]}", "--set", values[2], "--set", values[3]);

        Assert.Equal(0, run.Status);
        Assert.Equal("a b;,'\"%3B$(HOME).yaml", _checkout.Variable("BENCH_RECIPE"));
        Assert.Equal(values, Enumerable.Range(1, 4).Select(i => _checkout.Variable($"BENCH_SET_{i}")));
        Assert.DoesNotContain(_checkout.Arguments, argument => argument.Contains("hostname", StringComparison.Ordinal));
        Assert.Contains("-t:ParseRecipe", _checkout.Arguments);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment()
    {
        var environment = new Dictionary<string, string?> { ["BENCH_RUN"] = "older", ["BENCH_CLUSTER"] = "meluxina", ["BENCH_SET_1"] = "a=1", ["BENCH_SET_2"] = "b=2" };

        _checkout.BuildShIn(_checkout.Home, environment, "ParseRecipe", "--run", "last", "--set", "c=3", "--force", "--explain=false");

        Assert.Equal("last", _checkout.Variable("BENCH_RUN"));
        Assert.Equal("meluxina", _checkout.Variable("BENCH_CLUSTER"));
        Assert.Equal("c=3", _checkout.Variable("BENCH_SET_1"));
        Assert.Null(_checkout.Variable("BENCH_SET_2"));
        Assert.Equal("true", _checkout.Variable("BENCH_FORCE"));
        Assert.Equal("false", _checkout.Variable("BENCH_EXPLAIN"));
    }
}
