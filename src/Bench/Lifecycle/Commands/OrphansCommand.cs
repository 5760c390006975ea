using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Lifecycle.Runs;

namespace Bench.Lifecycle.Commands;

/// <summary>Jobs that live although nobody drives their run; with <c>--cancel</c> they are ended.</summary>
internal static class OrphansCommand
{
    public static async Task<ExitStatus> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var backend = Backends.Create(context.Options.Cluster ?? "local", context.Clock);
        var orphans = (await backend.ListAsync(cancellationToken).ConfigureAwait(false)).Where(j => !IsDriven(j) && IsMeant(context, j)).ToList();
        if (orphans.Count == 0)
        {
            context.Print("No orphans: every living job belongs to a run that is driven now.");
            return ExitStatus.Done;
        }

        context.Print(TextTable.Render(["RUN", "JOB", "ID"], orphans.Select(j => (IReadOnlyList<string>)[RunOf(j), j.Name, j.Id])));
        if (!context.Options.Cancel)
        {
            context.Print("End them with './build.sh Orphans --cancel'.");
            return ExitStatus.Done;
        }

        await backend.StopAsync(orphans, TimeSpan.FromSeconds(10), cancellationToken).ConfigureAwait(false);
        var left = await backend.ListAsync(cancellationToken).ConfigureAwait(false);
        var stayed = orphans.Where(o => left.Any(l => l.Id == o.Id)).ToList();
        context.Print($"{orphans.Count - stayed.Count} ended.");
        return stayed.Count == 0 ? ExitStatus.Done : throw new BenchException(ExitStatus.Scheduler, new Diagnostic(
            Codes.LeftOver, null, $"{string.Join(", ", stayed.Select(j => j.Name))} could not be ended.", "Look at these processes by hand."));
    }

    // The job's own folder tells its run's, wherever that is: another checkout's runs are driven by others.
    private static bool IsDriven(JobHandle job) =>
        Path.GetDirectoryName(Path.GetDirectoryName(job.Directory)) is { } run && RunLock.IsHeld(new RunFolder(run));

    private static bool IsMeant(CommandContext context, JobHandle job) =>
        context.Options.Run is null || RunOf(job) == context.Choice.Needed().Id;

    private static string RunOf(JobHandle job) => job.Name.Split('.')[0];
}
