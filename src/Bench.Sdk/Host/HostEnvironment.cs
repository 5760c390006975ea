using System.Collections;

namespace Bench.Sdk.Host;

/// <summary>
/// The environment as build.sh handed it over. It is read once and then cleaned: jobs and tests that this process starts must see
/// neither the parameters of this invocation nor the runtime settings that make it start quickly (they would bend measurements).
/// </summary>
public static class HostEnvironment
{
    private const string Prefix = "BENCH_";

    /// <summary>Names, with a space between, of the variables that build.sh set only for this process.</summary>
    private const string UnsetName = "BENCH_UNSET";

    private static readonly Lazy<Dictionary<string, string>> Taken = new(Read);

    /// <summary>A <c>BENCH_…</c> variable, as it was when the process started.</summary>
    public static string? Get(string name) => Taken.Value.GetValueOrDefault(name);

    /// <summary>Removes them from the environment that child processes get. Tasks call it: before the build, MSBuild would undo it.</summary>
    public static void Clean()
    {
        var taken = Taken.Value;
        var names = taken.Keys.Where(IsOurs).Concat(taken.GetValueOrDefault(UnsetName, "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var name in names)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    private static Dictionary<string, string> Read()
    {
        var taken = new Dictionary<string, string>();
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry.Key is string name && name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                taken[name] = (string?)entry.Value ?? "";
            }
        }

        return taken;
    }

    // Parameters and what build.sh adds; other BENCH_ names belong to the user or to a test and stay.
    private static bool IsOurs(string name) =>
        name is UnsetName or "BENCH_TARGET" or "BENCH_HOME" or "BENCH_ROOT" or "BENCH_HOST"
        || name.StartsWith("BENCH_SET_", StringComparison.Ordinal)
        || Lifecycle.Catalog.ParameterCatalog.All.Any(parameter => parameter.Variable == name);
}
