namespace Bench.Sdk.Tests.Support;

/// <summary>The build file of this checkout, with its tasks and its logger, in an MSBuild of its own.</summary>
internal static class RealMSBuild
{
    private static readonly Lazy<string> Program = new(Find);

    public static Run Start(string target, Dictionary<string, string?> variables, params IEnumerable<string> more)
    {
        // The copy with its .deps.json, beside the tests' own folder.
        var tests = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var sdk = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(tests))!, "Bench.Sdk", Path.GetFileName(tests), "Bench.Sdk.dll");
        string[] arguments =
        [
            "exec", Program.Value, Path.Combine(Checkout.Home, "build", "Bench.proj"), $"-t:{target}", "-nologo", "-noAutoResponse", "-nodeReuse:false",
            "-noConsoleLogger", $"-p:BenchSdkAssembly={sdk}", $"-logger:Bench.Sdk.BenchLogger,{sdk}", .. more,
        ];
        variables["GITHUB_ACTIONS"] = null;
        return Run.Process(Path.GetTempPath(), variables, "dotnet", arguments);
    }

    // As build.sh starts it: 'dotnet msbuild' would answer signals itself.
    private static string Find()
    {
        var asked = Run.Process(
            Path.GetTempPath(), [], "dotnet", "msbuild", Path.Combine(Checkout.Home, "build", "Host.proj"), "-nologo", "-getProperty:MSBuildBinPath");
        return Path.Combine(asked.Out.Trim(), "MSBuild.dll");
    }
}
