using System.Text.Json;
using Bench.Reports;

namespace Bench.Lifecycle.Steps;

/// <summary><c>timeline.jsonl</c>: when which step ran, over all invocations of the run.</summary>
internal static class StepTimes
{
    public static void Append(RunContext run, BenchVerb step, DateTimeOffset started)
    {
        var entry = new TimelineEntry("step", step.ToString(), started, run.Clock.GetUtcNow());
        File.AppendAllText(run.Folder.Timeline, JsonSerializer.Serialize(entry, LineJson.Default.TimelineEntry) + "\n");
    }

    public static IReadOnlyList<TimelineEntry> Read(RunContext run)
    {
        if (!File.Exists(run.Folder.Timeline))
        {
            return [];
        }

        var entries = new List<TimelineEntry>();
        foreach (var line in File.ReadLines(run.Folder.Timeline))
        {
            try
            {
                entries.Add(JsonSerializer.Deserialize(line, LineJson.Default.TimelineEntry)!);
            }
            catch (JsonException)
            {
                // A line that a crash tore.
            }
        }

        return entries;
    }
}
