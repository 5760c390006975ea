using Bench.Load.Recording;

namespace Bench.Load.Engines;

/// <summary>A way to put a plan on the wire. An engine has a folder of its own; another transport or system interface is another engine.</summary>
internal interface ILoadEngine
{
    /// <summary>For the result: <c>epoll</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Opens the connections, waits until all are tried, begins the load (<see cref="LoadClock.Begin"/>), and returns when it is over: all requests due
    /// have ended, or the drain has.
    /// </summary>
    /// <param name="records">One for each thread of the plan, which that thread alone writes.</param>
    void Run(LoadPlan plan, LoadClock clock, IReadOnlyList<WorkerRecord> records);
}
