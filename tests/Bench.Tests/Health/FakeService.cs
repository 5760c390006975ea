using Bench.Health;
using Bench.Jobs;
using Bench.Plans;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Health;

/// <summary>A service as the monitor sees it, on a clock that only the test moves. Everything runs on the test's thread.</summary>
internal sealed class FakeService : IProbe
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>Since the wait began.</summary>
    public double Seconds { get; private set; }

    public Func<double, JobStatus> Job { get; set; } = _ => new JobStatus(JobPhase.Running);

    public Func<double, long> LogLength { get; set; } = _ => 0;

    /// <summary>The answer, or null for one that never comes.</summary>
    public Func<double, bool?> Answer { get; set; } = _ => true;

    public Func<double, bool> HasEndpoint { get; set; } = _ => true;

    public List<(string Detail, HealthState State)> Asked { get; } = [];

    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        if (Answer(Seconds) is { } good)
        {
            return new ProbeAnswer(good, good ? "good" : "bad");
        }

        var never = new TaskCompletionSource<ProbeAnswer>();
        using var registration = cancellationToken.Register(() => never.SetCanceled(cancellationToken));
        return await never.Task.ConfigureAwait(false);
    }

    /// <summary>Waits, the clock moving by 10 ms a step, for a minute at most.</summary>
    public Task<HealthReport> WaitAsync(PlannedHealth health, CancellationToken cancellationToken = default)
    {
        var context = SynchronizationContext.Current;
        // Without a context continuations run inside Advance: no other thread, no chance.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var monitor = new HealthMonitor(health, Clock);
            monitor.Asked += (answer, state) => Asked.Add((answer.Detail, state));
            var wait = monitor.WaitAsync(
                _ => Task.FromResult<IProbe?>(HasEndpoint(Seconds) ? this : null),
                _ => Task.FromResult(Job(Seconds)),
                _ => Task.FromResult(LogLength(Seconds)),
                cancellationToken);
            for (var step = 1; !wait.IsCompleted && step <= 6000; step++)
            {
                Seconds = step * Step.TotalSeconds;
                Clock.Advance(Step);
            }

            Assert.True(wait.IsCompleted, "The wait did not end within a minute of its clock.");
            return wait;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
