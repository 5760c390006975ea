namespace Bench.Lifecycle.Steps;

/// <summary>
/// Ends every job that the journal names, clients first and services last, and then whatever else still carries the run's name. Needs the
/// journal and nothing else; may be called any number of times.
/// </summary>
internal sealed class TeardownStep(bool gentle) : IStep
{
    private const string Reason = "It was taken down.";

    public async Task<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var ledger = run.Ledger;
        if (ledger.Jobs.Count == 0)
        {
            return StepOutcome.UpToDate("nothing was submitted");
        }

        if (ledger.IsTornDown && ledger.Open.Count == 0)
        {
            return StepOutcome.UpToDate("nothing is left");
        }

        var jobs = run.Attach();
        var before = run.Ending is { } ending ? await ending.FinishAsync(gentle, cancellationToken).ConfigureAwait(false) : 0;
        var stopped = before + await StopAsync(jobs, gentle, cancellationToken).ConfigureAwait(false);

        // What outlived its job: daemons, a copy whose submission the journal does not know.
        var strays = (await jobs.Backend.ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(h => h.Name.StartsWith(run.Folder.Id + ".", StringComparison.Ordinal)).ToList();
        await jobs.Backend.StopAsync(strays, gentle ? TimeSpan.FromSeconds(5) : null, cancellationToken).ConfigureAwait(false);
        jobs.TornDown();
        await LastFiles.BringAsync(run, jobs, cancellationToken).ConfigureAwait(false);
        return StepOutcome.Done($"{stopped} job{(stopped == 1 ? "" : "s")} stopped, nothing is left");
    }

    /// <summary>Clients first, services, then allocations.</summary>
    /// <returns>How many were still there.</returns>
    public static async Task<int> StopAsync(RunJobs jobs, bool gentle, CancellationToken cancellationToken)
    {
        var open = jobs.Ledger.Open;
        await jobs.StopAsync([.. open.Where(j => j.Role == ScriptModels.Client)], Reason, gentle, cancellationToken).ConfigureAwait(false);
        await jobs.StopAsync([.. open.Where(j => j.Role == ScriptModels.Service)], Reason, gentle, cancellationToken).ConfigureAwait(false);
        await jobs.StopAsync([.. open.Where(j => j.Role is not ScriptModels.Client and not ScriptModels.Service)], Reason, gentle, cancellationToken).ConfigureAwait(false);
        return open.Count;
    }
}
