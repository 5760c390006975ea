namespace Bench.Load.Tests;

/// <summary>Runs blocking work on a thread of its own: on the pool's it would starve the servers that the tests run in the same process.</summary>
internal static class OwnThread
{
    internal static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
