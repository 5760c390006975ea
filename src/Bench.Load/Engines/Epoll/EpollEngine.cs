using System.Runtime.ExceptionServices;
using Bench.Load.Recording;

namespace Bench.Load.Engines.Epoll;

/// <summary>Plain HTTP/1.1 over TCP: one thread and one epoll per worker, which share nothing but the clock.</summary>
internal sealed class EpollEngine : ILoadEngine
{
    // From the last worker's readiness to the schedule's offset 0, so that all threads are awake by then.
    private const long Lead = 2_000_000;

    public string Name => "epoll";

    public void Run(LoadPlan plan, LoadClock clock, IReadOnlyList<WorkerRecord> records)
    {
        using var ready = new CountdownEvent(plan.Threads);
        Exception? fault = null;
        var threads = new Thread[plan.Threads];
        for (var i = 0; i < threads.Length; i++)
        {
            var index = i;
            threads[i] = new Thread(() =>
            {
                var signalled = false;
                try
                {
                    using var worker = new EpollWorker(plan, clock, records[index], index);
                    worker.Connect();
                    ready.Signal();
                    signalled = true;
                    clock.WaitBegin();
                    worker.Run();
                }
                catch (Exception e)
                {
                    // The first fault ends the load for all; the caller gets it when all threads are down.
                    Interlocked.CompareExchange(ref fault, e, null);
                    clock.Interrupt();
                    if (!signalled)
                    {
                        ready.Signal();
                    }
                }
                finally
                {
                    records[index].Seconds.Close();
                }
            })
            {
                Name = $"load-{index}",
                IsBackground = true,
            };
            threads[i].Start();
        }

        ready.Wait();
        clock.Begin(LoadClock.Now + Math.Max(Lead, UntilStart(plan)));
        foreach (var thread in threads)
        {
            thread.Join();
        }

        if (fault is not null)
        {
            ExceptionDispatchInfo.Capture(fault).Throw();
        }
    }

    private static long UntilStart(LoadPlan plan) => plan.StartAt is { } start ? (start - DateTimeOffset.UtcNow).Ticks * 100 : 0;
}
