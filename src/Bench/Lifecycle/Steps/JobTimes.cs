using System.Text.Json;
using Bench.Jobs;

namespace Bench.Lifecycle.Steps;

/// <summary>When a job's script began and ended, by its own word; by the journal where there is none.</summary>
internal sealed record JobTimes(DateTimeOffset Started, DateTimeOffset Ended)
{
    public static JobTimes Of(RunContext run, JobRecord job)
    {
        var ended = job.Ended ?? run.Clock.GetUtcNow();
        if (run.Site.IsLocal)
        {
            // There is no queue, and one clock.
            return new(job.Submitted ?? ended, ended);
        }

        var folder = run.Workspace.MirrorOf(job.Directory);
        return new(At(folder, "started.json") ?? job.Submitted ?? ended, At(folder, "exit.json") ?? ended);
    }

    private static DateTimeOffset? At(string folder, string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
            return json.RootElement.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out var time) ? time : null;
        }
        catch (Exception problem) when (problem is IOException or JsonException)
        {
            return null;
        }
    }
}
