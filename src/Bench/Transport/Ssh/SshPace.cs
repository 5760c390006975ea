using Polly;
using Polly.Retry;

namespace Bench.Transport.Ssh;

/// <summary>How fast something is tried again: after about 0.5 s, then twice as long each time up to 15 s, with jitter, until the limit.</summary>
internal sealed class SshPace(TimeProvider time, TimeSpan limit)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Runs the work until it succeeds, fails in another way, or the limit is past, counted from the first failure.</summary>
    /// <param name="tell">Hears of each failure that is followed by another attempt, with the wait before it.</param>
    public async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> work, Func<Exception, bool> isTransient, Action<Exception, TimeSpan>? tell, CancellationToken cancellationToken)
    {
        long? failed = null;
        var pipeline = new ResiliencePipelineBuilder<T> { TimeProvider = time }.AddRetry(new RetryStrategyOptions<T>
        {
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = First,
            MaxDelay = Longest,
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = a => ValueTask.FromResult(a.Outcome.Exception is { } e && isTransient(e) && time.GetElapsedTime(failed ??= time.GetTimestamp()) < limit),
            OnRetry = a =>
            {
                tell?.Invoke(a.Outcome.Exception!, a.RetryDelay);
                return ValueTask.CompletedTask;
            },
        }).Build();
        return await pipeline.ExecuteAsync(async c => await work(c).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }
}
