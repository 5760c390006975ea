namespace Bench.Lifecycle.Steps;

/// <summary>
/// Stops the jobs of a whole run while its last results are still brought and worked on: nobody needs the services any more. The teardown waits for
/// it, and does again what it could not do.
/// </summary>
internal sealed class EarlyEnding
{
    private readonly Func<Task> _breakOff;
    private readonly Task<int> _work;

    public EarlyEnding(RunJobs jobs)
    {
        // Not disposed of: it has no timer, and a run may end without a teardown.
        var stop = new CancellationTokenSource();
        _breakOff = stop.CancelAsync;
        _work = Task.Run(() => TeardownStep.StopAsync(jobs, gentle: true, stop.Token));
    }

    /// <summary>Waits for it, or, where it has to be firm, breaks it off: the jobs are never in two hands at once.</summary>
    /// <returns>How many jobs it stopped; 0 where it failed or was broken off.</returns>
    public async Task<int> FinishAsync(bool gentle, CancellationToken cancellationToken)
    {
        if (!gentle)
        {
            await _breakOff().ConfigureAwait(false);
        }

        // A second signal cancels the waiting step as well; the firm teardown comes back here.
        await ((Task)_work).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return _work.IsCompletedSuccessfully ? await _work.ConfigureAwait(false) : 0;
    }
}
