using System.Runtime.CompilerServices;

namespace Bench.Load.Tests;

/// <summary>
/// Threads for the servers that tests start: a load blocks the thread of its test, and where the pool has as few threads as there are cores, a server's next step
/// waits half a second until another one is made.
/// </summary>
internal static class Threads
{
    [ModuleInitializer]
    internal static void Provide() => ThreadPool.SetMinThreads(32, 32);
}
