using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Lifecycle.Catalog;

namespace Bench.Sdk.Host;

/// <summary>The layers of parameters as every host puts them together; see <see cref="ParameterReader"/>.</summary>
internal static class HostParameters
{
    /// <summary>The options of a session, or a <see cref="BenchException"/> that tells of all values that are wrong.</summary>
    /// <param name="target">The target that the user asked for.</param>
    /// <param name="home">The checkout, where <c>BENCH_HOME</c> names no other.</param>
    /// <param name="root">Where relative paths start, where the host has a say in it; else <c>BENCH_ROOT</c>, else the checkout.</param>
    /// <param name="tools">The folder with bench-load/ and bench-hello/; where it is left out that of this assembly's folder, which is how build.sh lays them.</param>
    /// <param name="given">The host's own value of a parameter.</param>
    public static BenchOptions Read(string target, string home, string? root, string? tools, Func<string, string?> given)
    {
        home = Home(home);
        var reader = new ParameterReader(given, HostEnvironment.Get, DefaultsFile.Read(Path.Combine(home, ".nuke", "parameters.json")), home);
        return reader.Read(
            target,
            Path.GetFullPath(First(root, HostEnvironment.Get("BENCH_ROOT"), home)),
            Path.GetFullPath(First(tools, Path.GetDirectoryName(Path.GetDirectoryName(typeof(HostParameters).Assembly.Location)), home)));
    }

    /// <summary>The checkout as a full path.</summary>
    public static string Home(string home) => Path.GetFullPath(HostEnvironment.Get("BENCH_HOME") ?? home);

    /// <summary>A value that no session needs: the host's own, or that of a variable; null where both are empty.</summary>
    public static string? Given(string? own, string variable)
    {
        var text = string.IsNullOrEmpty(own) ? HostEnvironment.Get(variable) : own;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static string First(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                return value;
            }
        }

        return ".";
    }
}
