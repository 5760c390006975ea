using Bench.Jobs;
using Bench.Plans;

namespace Bench.Health;

/// <summary>Waits until a service is healthy, ends, or the deadline passes. Knows nothing of backends: it is given what to ask.</summary>
/// <param name="pacing">How often a distant backend may be asked; null: as often as the recipe wants.</param>
public sealed class HealthMonitor(PlannedHealth health, TimeProvider clock, PollPacing? pacing = null)
{
    /// <summary>Told of every answer and the state after it.</summary>
    public event Action<ProbeAnswer, HealthState>? Asked;

    /// <param name="probe">What to ask; null while there is nothing to ask yet (the endpoint was not published).</param>
    /// <param name="job">The job's state now. An ended job ends the wait at once.</param>
    /// <param name="logLength">Bytes in the service's log.</param>
    public async Task<HealthReport> WaitAsync(
        Func<CancellationToken, Task<IProbe?>> probe,
        Func<CancellationToken, Task<JobStatus>> job,
        Func<CancellationToken, Task<long>> logLength,
        CancellationToken cancellationToken)
    {
        var start = clock.GetUtcNow();
        var deadline = new HealthDeadline(start, health.Timeout, health.Cap);
        var policy = new HealthPolicy(health.Successes);
        var probes = 0;
        var (phase, looks) = (JobPhase.Unknown, 0);
        var last = "it has not published its endpoint yet";
        IProbe? found = null;
        while (true)
        {
            var status = await job(cancellationToken).ConfigureAwait(false);
            if (status.Phase.HasEnded())
            {
                return Report(HealthOutcome.Ended, status.Reason ?? status.Phase.ToString());
            }

            // A job that is still queued has not started: its patience has not either.
            (phase, looks) = (status.Phase, phase == status.Phase ? looks + 1 : 0);
            if (phase == JobPhase.Pending)
            {
                start = clock.GetUtcNow();
                deadline = new HealthDeadline(start, health.Timeout, health.Cap);
                await Task.Delay(Pause(start, deadline.At, probes, looks), clock, cancellationToken).ConfigureAwait(false);
                continue;
            }

            found ??= await probe(cancellationToken).ConfigureAwait(false);
            if (found is not null)
            {
                var answer = await AskAsync(found, cancellationToken).ConfigureAwait(false);
                probes++;
                last = answer.Detail;
                var state = policy.Judge(answer);
                Asked?.Invoke(answer, state);
                if (state == HealthState.Healthy)
                {
                    return Report(HealthOutcome.Healthy, last);
                }
            }

            var now = clock.GetUtcNow();
            deadline.Saw(await logLength(cancellationToken).ConfigureAwait(false), now);
            if (now >= deadline.At)
            {
                return Report(HealthOutcome.TimedOut, last);
            }

            await Task.Delay(Pause(now, deadline.At, probes, looks), clock, cancellationToken).ConfigureAwait(false);
        }

        HealthReport Report(HealthOutcome outcome, string detail) =>
            new(outcome, detail, probes, clock.GetUtcNow() - start, deadline.IsCapped);
    }

    // A probe that hangs is a bad answer, not a hung wait: the deadline must be able to pass.
    private async Task<ProbeAnswer> AskAsync(IProbe probe, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ProbeLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await probe.AskAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeAnswer(false, $"no answer within {ProbeLimit.TotalSeconds:0.#} s");
        }
    }

    private TimeSpan ProbeLimit => health.Timeout < TimeSpan.FromSeconds(5) ? health.Timeout : TimeSpan.FromSeconds(5);

    // Services of this machine are up within milliseconds: the first questions come fast, then at the pace that the recipe asks for.
    private TimeSpan Pause(DateTimeOffset now, DateTimeOffset deadline, int probes, int looks)
    {
        var pause = pacing?.Pause(looks) ?? Min(TimeSpan.FromMilliseconds(20 * Math.Pow(1.5, Math.Min(probes, 20))), health.Every);
        return Min(pause, deadline > now ? deadline - now : TimeSpan.Zero);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
