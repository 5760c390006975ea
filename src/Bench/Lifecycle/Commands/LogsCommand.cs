using Bench.Diagnostics;
using Bench.Health;
using Bench.Jobs;
using Bench.Lifecycle.Workspaces;
using Bench.Transport;

namespace Bench.Lifecycle.Commands;

/// <summary>The last lines of the jobs' logs.</summary>
internal static class LogsCommand
{
    public static async Task<ExitStatus> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var folder = context.Choice.Needed();
        var entries = Journal.Read(folder.Journal);
        var jobs = JobLedger.From(entries).Jobs.ToList();
        if (context.Options.Job is { } wanted)
        {
            var names = jobs.Select(j => j.Name).Distinct().ToList();
            jobs = [.. jobs.Where(j => j.Name == wanted || j.Job == wanted)];
            if (jobs.Count == 0)
            {
                throw new BenchException(ExitStatus.Usage, new Diagnostic(
                    Codes.NoSuchRun, null,
                    $"Run {folder.Id} has no such job.",
                    Nearest.To(wanted, names) is { } near ? $"Did you mean '{near}'?" : $"It has {string.Join(", ", names)}."));
            }
        }

        var site = entries.LastOrDefault(e => e.Site is not null)?.Site ?? JobSite.Local;
        // What has ended was brought to the run's folder: only living jobs need the cluster.
        await using var here = new LocalTransport();
        string Mirror(JobRecord job) => new Workspace(folder, site).MirrorOf(job.Directory);
        bool IsHere(JobRecord job) => File.Exists(Path.Combine(Mirror(job), "exit.json"));
        await using var backend = jobs.All(IsHere) ? null : ClusterChoice.Backend(context, site);
        foreach (var job in jobs)
        {
            var log = IsHere(job) ? new ServiceLog(here, Mirror(job)) : new ServiceLog(backend!.Transport, job.Directory);
            var tail = await log.TailAsync(context.Options.Lines, cancellationToken).ConfigureAwait(false);
            context.Print($"── {job.Name} ({job.Phase.ToString().ToLowerInvariant()}{(job.ExitCode is { } code ? $", status {code}" : "")}) {job.Directory}");
            context.Print(tail.Count == 0 ? "   (empty)" : string.Join('\n', tail.Select(l => "   " + l)));
        }

        if (jobs.Count == 0)
        {
            context.Print($"Run {folder.Id} has submitted nothing yet.");
        }

        return ExitStatus.Done;
    }
}
