using System.Globalization;
using System.Text.Json;

namespace Bench.Lifecycle.Steps;

/// <summary>What jobs say of the nodes that they ran on, in the files that their wrappers left.</summary>
internal static class NodeFacts
{
    /// <summary>The node's clock minus that of the shared file system, by <c>clock.json</c>; zero where it was not measured.</summary>
    public static TimeSpan ClockOffset(string jobFolder) =>
        Number(jobFolder, "clock.json", "offset_ms") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.Zero;

    /// <summary>The node's name, by <c>started.json</c>; null where the job did not say.</summary>
    public static string? Host(string jobFolder) => Read(jobFolder, "started.json", root => root.TryGetProperty("host", out var host) ? host.GetString() : null);

    /// <summary>When a client of several began, corrected by its node's clock offset: seconds since the epoch. Null where it waited for nobody.</summary>
    public static double? Start(string jobFolder) =>
        Number(jobFolder, "start.json", "at") is { } milliseconds ? (milliseconds / 1000) - ClockOffset(jobFolder).TotalSeconds : null;

    /// <summary>For the report: every node with its clock's offset.</summary>
    public static IReadOnlyDictionary<string, string> Of(RunContext run)
    {
        var jobs = Path.Combine(run.Folder.Path, "jobs");
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (run.Site.IsLocal || !Directory.Exists(jobs))
        {
            return facts;
        }

        foreach (var folder in Directory.EnumerateDirectories(jobs))
        {
            if (Host(folder) is { } host)
            {
                facts[$"node {host}"] = string.Create(CultureInfo.InvariantCulture, $"clock {ClockOffset(folder).TotalMilliseconds:+0.0;-0.0;0} ms from the shared file system's");
            }
        }

        return facts;
    }

    private static double? Number(string folder, string file, string name) =>
        Read<double?>(folder, file, root => root.TryGetProperty(name, out var value) && value.TryGetDouble(out var number) ? number : null);

    private static T? Read<T>(string folder, string file, Func<JsonElement, T?> read)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
            return read(json.RootElement);
        }
        catch (Exception problem) when (problem is IOException or JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
