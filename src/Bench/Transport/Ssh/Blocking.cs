namespace Bench.Transport.Ssh;

/// <summary>
/// SSH.NET waits for the server by blocking in many places (a channel's opening, the window of a channel that is written to). Such calls get a
/// thread of their own, so that they never take the pool's.
/// </summary>
internal static class Blocking
{
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    public static Task RunAsync(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
