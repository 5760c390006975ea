using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.BuildSh;

public sealed class StartTests : IDisposable
{
    private static readonly Dictionary<string, string?> Nothing = [];

    private readonly FakeCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(143)]
    public void The_status_of_MSBuild_is_that_of_build_sh(int status)
    {
        var run = _checkout.BuildShIn(_checkout.Home, new Dictionary<string, string?> { ["FAKE_STATUS"] = $"{status}" }, "Status");

        Assert.Equal(status, run.Status);
    }

    [Fact]
    public void Sources_are_compiled_once_and_again_when_one_changed()
    {
        Assert.Equal("compiling (first run, about 30 s)…\n", _checkout.BuildSh("Status").Error);
        Assert.Equal("", _checkout.BuildSh("Status").Error);
        Assert.Equal(1, _checkout.Compilations);

        File.AppendAllText(Path.Combine(_checkout.Home, "src", "Hello.cs"), "// changed");

        Assert.Equal("compiling (the sources changed)…\n", _checkout.BuildSh("Status").Error);
        Assert.Equal(2, _checkout.Compilations);
        Assert.True(File.Exists(Path.Combine(_checkout.Home, "artifacts", "host", "bench-load", "Bench.Load.dll")));
    }

    [Fact]
    public void A_compilation_that_failed_is_shown_and_tried_again()
    {
        var broken = _checkout.BuildShIn(_checkout.Home, new Dictionary<string, string?> { ["FAKE_BROKEN"] = "1" }, "Status");

        Assert.Equal(1, broken.Status);
        Assert.Contains("Hello.cs(1,1): error CS1002: ; expected", broken.Error, StringComparison.Ordinal);
        Assert.Contains("error BENCH9007", broken.Error, StringComparison.Ordinal);
        Assert.Empty(_checkout.Arguments);
        Assert.Equal(0, _checkout.BuildSh("Status").Status);
        Assert.Equal(2, _checkout.Compilations);
    }

    [Fact]
    public async Task Two_at_once_compile_once()
    {
        var slow = new Dictionary<string, string?> { ["FAKE_SLEEP"] = "0.7" };

        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => _checkout.BuildShIn(_checkout.Home, slow, "Status"))));

        Assert.All(runs, run => Assert.Equal(0, run.Status));
        Assert.Equal(1, _checkout.Compilations);
    }

    [Fact]
    public void Called_from_elsewhere_the_callers_folder_is_the_root()
    {
        _checkout.BuildShIn(_checkout.Elsewhere, Nothing, "ParseRecipe", "--recipe", "x.yaml");

        Assert.Equal(_checkout.Elsewhere, _checkout.Variable("BENCH_ROOT"));
        Assert.Equal(_checkout.Home, _checkout.Variable("BENCH_HOME"));
        Assert.Equal("x.yaml", _checkout.Variable("BENCH_RECIPE"));
    }

    [Fact]
    public void Called_from_a_folder_within_the_checkout_paths_start_there_and_the_root_is_the_checkout()
    {
        _checkout.BuildShIn(Path.Combine(_checkout.Home, "src"), Nothing, "ParseRecipe", "--recipe", "x.yaml", "--output-dir", "/tmp/out");

        Assert.Equal(_checkout.Home, _checkout.Variable("BENCH_ROOT"));
        Assert.Equal("src/x.yaml", _checkout.Variable("BENCH_RECIPE"));
        Assert.Equal("/tmp/out", _checkout.Variable("BENCH_OUTPUT_DIR"));
    }

    [Fact]
    public void It_can_be_called_through_a_symbolic_link()
    {
        var link = Path.Combine(_checkout.Elsewhere, "bench");
        File.CreateSymbolicLink(link, Path.Combine(_checkout.Home, "build.sh"));

        var run = _checkout.BashIn(_checkout.Elsewhere, Nothing, "./bench", "Status");

        Assert.Equal((0, _checkout.Home), (run.Status, _checkout.Variable("BENCH_HOME")));
    }

    [Fact]
    public void Without_an_SDK_it_says_how_to_get_one()
    {
        // All that a plain machine has, but no dotnet.
        var tools = Directory.CreateDirectory(Path.Combine(_checkout.Elsewhere, "bin")).FullName;
        foreach (var tool in new[] { "bash", "awk", "find", "readlink", "cat", "uname" })
        {
            var real = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(tools, tool), real);
        }

        var plain = new Dictionary<string, string?> { ["PATH"] = tools, ["DOTNET_ROOT"] = null, ["HOME"] = tools };
        var run = _checkout.BuildShIn(_checkout.Home, plain, "Status");

        Assert.Equal(2, run.Status);
        Assert.StartsWith("error BENCH9006: the .NET 10 SDK is not on PATH, in DOTNET_ROOT or in ~/.dotnet. Get it ", run.Error, StringComparison.Ordinal);

        // In ~/.dotnet it is found.
        Directory.CreateDirectory(Path.Combine(tools, ".dotnet"));
        File.CreateSymbolicLink(Path.Combine(tools, ".dotnet", "dotnet"), Path.Combine(_checkout.Tools, "dotnet"));
        Assert.DoesNotContain("BENCH9006", _checkout.BuildShIn(_checkout.Home, plain, "Status").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_for_a_quick_start_are_named_so_that_jobs_do_not_inherit_them()
    {
        _checkout.BuildShIn(_checkout.Home, new Dictionary<string, string?> { ["DOTNET_NOLOGO"] = "true" }, "Status");

        var names = _checkout.Variable("BENCH_UNSET")!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("DOTNET_TieredPGO", names);
        Assert.DoesNotContain("DOTNET_NOLOGO", names);
        Assert.Equal("true", _checkout.Variable("DOTNET_NOLOGO"));
    }
}
