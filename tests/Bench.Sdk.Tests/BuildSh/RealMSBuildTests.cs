using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.BuildSh;

/// <summary>The build file, the tasks and the logger in a real MSBuild: as far as one comes without a session.</summary>
public class RealMSBuildTests
{
    private const string Evaluated = "$([System.IO.File]::ReadAllText(/etc/hostname))";

    [Fact]
    public void Values_from_the_environment_are_not_evaluated_and_the_status_is_exact()
    {
        var run = MSBuild(new() { ["BENCH_SET_1"] = Evaluated, ["BENCH_LINES"] = "@(x);%41" });

        Assert.Equal(
            $"error BENCH9005: --set cannot be '{Evaluated}'. Write path=value, such as workloads.load.rate=5000.\n"
            + "error BENCH9005: --lines cannot be '@(x);%41'. It is a whole number, 0 or more.\n",
            run.Error);
        Assert.Equal(2, run.Status);
    }

    [Fact]
    public void Properties_can_be_given_by_hand()
    {
        var run = MSBuild(new() { ["BENCH_FORMAT"] = "json" }, "-p:BenchFormat=xml");

        Assert.Equal("error BENCH9005: --format cannot be 'xml'. Choose one of: text, json.\n", run.Error);
    }

    private static Run MSBuild(Dictionary<string, string?> variables, params string[] more) => RealMSBuild.Start("Validate", variables, more);
}
