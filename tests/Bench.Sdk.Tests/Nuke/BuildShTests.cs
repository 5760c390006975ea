using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.Nuke;

/// <summary>BENCH_HOST chooses the host.</summary>
public sealed class BuildShTests : IDisposable
{
    private readonly FakeCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [InlineData("nuk", "error BENCH9015: there is no host 'nuk' (BENCH_HOST). Did you mean 'nuke'?\n")]
    [InlineData("make", "error BENCH9015: there is no host 'make' (BENCH_HOST). Choose one of: msbuild, which is the default, and nuke.\n")]
    public void An_unknown_host_is_told_with_the_nearest(string host, string expected)
    {
        var run = BuildSh(host, "Status");

        Assert.Equal((2, expected, 0), (run.Status, run.Error, _checkout.Compilations));
    }

    [Theory]
    [InlineData("Help")]
    [InlineData("RunBenchmark")]
    public void Where_the_package_cannot_be_restored_it_says_what_to_do_and_leaves_nothing_behind(string target)
    {
        Dotnet("*restore*) echo '/x/_build.csproj : error NU1101: Unable to find package Nuke.Common. [/x/_build.csproj]'; exit 1 ;;");

        var run = BuildSh("nuke", target);

        Assert.Equal(2, run.Status);
        Assert.Equal(
            "error BENCH9014: the NUKE host needs the package Nuke.Common 10.1.0, which cannot be restored (NU1101: Unable to find package Nuke.Common.). "
            + "Add a feed that has it (dotnet nuget add source URL), or use the default host: leave BENCH_HOST out.\n",
            run.Error);
        Assert.False(Directory.Exists(Path.Combine(_checkout.Home, "artifacts")));
        Assert.Equal(0, _checkout.Compilations);
    }

    [Fact]
    public void It_is_compiled_once_and_started_with_the_target_and_the_same_environment()
    {
        Dotnet(
            """
            restore\ *) exit ;;
            *_build.csproj*)
                echo nuke >>"$FAKE/compiled"
                for a in "$@"; do case $a in -p:PublishDir=*) echo >"${a#*=}_build.dll" ;; esac; done
                exit
                ;;
            """);

        var run = BuildSh("nuke", "Validate", "--recipe", "x.yaml");
        BuildSh("nuke", "Validate");

        Assert.Equal(0, run.Status);
        Assert.Equal(2, _checkout.Compilations);
        Assert.Equal(["exec", "Validate"], _checkout.Arguments.Where((_, i) => i != 1));
        Assert.EndsWith("/_build.dll", _checkout.Arguments[1], StringComparison.Ordinal);
        Assert.Equal("Validate", _checkout.Variable("BENCH_TARGET"));
        Assert.Equal("1", _checkout.Variable("NUKE_TELEMETRY_OPTOUT"));
    }

    private Run BuildSh(string host, params string[] arguments) =>
        _checkout.BuildShIn(_checkout.Home, new Dictionary<string, string?> { ["BENCH_HOST"] = host }, arguments);

    // The cases of bash come before the usual ones of the fake dotnet.
    private void Dotnet(string cases)
    {
        var file = Path.Combine(_checkout.Tools, "dotnet");
        File.WriteAllText(file, File.ReadAllText(file).Replace("case \"$*\" in", "case \"$*\" in\n" + cases, StringComparison.Ordinal));
    }
}
