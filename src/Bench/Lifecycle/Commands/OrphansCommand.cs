using System.Globalization;
using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Transport;

namespace Bench.Lifecycle.Commands;

/// <summary>Jobs that live although nobody drives their run; with <c>--cancel</c> they are ended.</summary>
internal static class OrphansCommand
{
    public static async Task<ExitStatus> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var site = ClusterChoice.SiteOf(ClusterChoice.Of(context));
        await using var backend = ClusterChoice.Backend(context, site);
        var living = (await backend.ListAsync(cancellationToken).ConfigureAwait(false)).Where(j => IsMeant(context, j)).ToList();
        var leases = await LeasesAsync(backend.Transport, living, cancellationToken).ConfigureAwait(false);
        string StateOf(JobHandle job) => State(context, site, leases, job);
        // A run that was detached on purpose is somebody's: it is ended where it is named.
        var orphans = living.Where(j => StateOf(j) is "orphan" or "detached").ToList();
        if (orphans.Count == 0)
        {
            context.Print(living.Count == 0 ? "No orphans: no job lives." : "No orphans: every living job belongs to a run that is driven now.");
            return ExitStatus.Done;
        }

        context.Print(TextTable.Render(["RUN", "JOB", "ID", "STATE"], orphans.Select(j => (IReadOnlyList<string>)[JobNames.Run(j.Name), j.Name, j.Id, StateOf(j)])));
        var ended = orphans.Where(j => StateOf(j) == "orphan" || context.Options.Run is not null).ToList();
        if (!context.Options.Cancel)
        {
            var cluster = context.Options.Cluster is { } name ? $" --cluster {name}" : "";
            context.Print($"End them with './build.sh Orphans{cluster} --cancel'{(ended.Count < orphans.Count ? ", detached ones by naming their run too" : "")}.");
            return ExitStatus.Done;
        }

        await backend.StopAsync(ended, TimeSpan.FromSeconds(10), cancellationToken).ConfigureAwait(false);
        var left = await backend.ListAsync(cancellationToken).ConfigureAwait(false);
        var stayed = ended.Where(o => left.Any(l => l.Id == o.Id)).ToList();
        context.Print($"{ended.Count - stayed.Count} ended{(ended.Count < orphans.Count ? "; detached runs were left: name one by --run to end it" : "")}.");
        return stayed.Count == 0 ? ExitStatus.Done : throw new BenchException(ExitStatus.Scheduler, new Diagnostic(
            Codes.LeftOver, null, $"{string.Join(", ", stayed.Select(j => j.Name))} could not be ended.", "Look at them by hand, with the scheduler's own tools."));
    }

    // A job's folder stands in its run's workspace: there is the lease, and on this machine the lock, wherever the run is.
    private static string WorkspaceOf(JobHandle job) => Path.GetDirectoryName(Path.GetDirectoryName(job.Directory)) ?? "";

    private static string State(CommandContext context, JobSite site, IReadOnlyDictionary<string, Lease> leases, JobHandle job)
    {
        var here = site.IsLocal ? new RunFolder(WorkspaceOf(job)) : new RunFolder(Path.Combine(context.Choice.Catalog.Root, JobNames.Run(job.Name)));
        return StateOf(RunLock.IsHeld(here), leases.GetValueOrDefault(WorkspaceOf(job)));
    }

    /// <summary><c>driven</c>, <c>detached</c> or <c>orphan</c>.</summary>
    /// <param name="isHeld">The run's folder is here, and a process drives it.</param>
    /// <param name="lease">Null where there is none.</param>
    internal static string StateOf(bool isHeld, Lease? lease) =>
        isHeld ? "driven"
        : lease is null ? "orphan"
        : lease.Age < -LeaseKeeper.Fresh ? "detached"
        // Who renewed it a moment ago drives it, unless that was a process of this machine that has let go of the lock since.
        : lease.Age < LeaseKeeper.Fresh && !IsLeft(lease.Owner) ? "driven"
        : "orphan";

    private static bool IsLeft(string owner) =>
        owner.StartsWith(Environment.MachineName + ":/", StringComparison.Ordinal) && !RunLock.IsHeld(new RunFolder(owner[(Environment.MachineName.Length + 1)..]));

    /// <summary>Each workspace's lease, its age by the cluster's own clock. One question for all.</summary>
    private static async Task<IReadOnlyDictionary<string, Lease>> LeasesAsync(ITransport transport, IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken)
    {
        var folders = jobs.Select(WorkspaceOf).Distinct().ToList();
        var result = await transport.RunAsync(
            new CommandLine(
                ["sh", "-c", "for f; do echo \"$(date +%s) $(stat -c %Y -- \"$f/lease\" 2>/dev/null) $(sed -n 2p -- \"$f/lease\" 2>/dev/null)\"; done", "sh", .. folders]),
            cancellationToken).ConfigureAwait(false);
        var leases = new Dictionary<string, Lease>();
        foreach (var (folder, line) in folders.Zip(result.Output.Split('\n')))
        {
            if (line.Split(' ', 3) is [var now, { Length: > 0 } then, var owner])
            {
                leases[folder] = new Lease(TimeSpan.FromSeconds(long.Parse(now, CultureInfo.InvariantCulture) - long.Parse(then, CultureInfo.InvariantCulture)), owner);
            }
        }

        return leases;
    }

    private static bool IsMeant(CommandContext context, JobHandle job) =>
        context.Options.Run is not { } run || JobNames.Run(job.Name) == (run == "last" ? context.Choice.Needed().Id : run);

    /// <param name="Age">Negative where it was dated ahead.</param>
    /// <param name="Owner">As <see cref="LeaseKeeper.OwnerOf"/> wrote it.</param>
    internal sealed record Lease(TimeSpan Age, string Owner);
}
