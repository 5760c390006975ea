namespace Bench.Hello;

/// <summary>Waits that are as precise as the clock's timers; Task.Delay has whole milliseconds.</summary>
internal static class Waiting
{
    /// <param name="inline">Whether what follows runs on the thread of the timer, without a turn of the thread pool between.</param>
    internal static async Task WaitAsync(this TimeProvider clock, TimeSpan time, bool inline, CancellationToken cancellationToken)
    {
        if (time <= TimeSpan.Zero)
        {
            return;
        }

        var over = new TaskCompletionSource(inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = clock.CreateTimer(state => ((TaskCompletionSource)state!).TrySetResult(), over, time, Timeout.InfiniteTimeSpan);
        await using var cancellation = cancellationToken.UnsafeRegister(_ => over.TrySetCanceled(cancellationToken), null);
        await over.Task;
    }
}
