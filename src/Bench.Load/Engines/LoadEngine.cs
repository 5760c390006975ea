using System.Runtime.ExceptionServices;
using Bench.Load.Native;
using Bench.Load.Recording;

namespace Bench.Load.Engines;

/// <summary>HTTP/1.1 by workers of one kind: a thread each, which share nothing but the clock.</summary>
internal abstract class LoadEngine : ILoadEngine
{
    // From the last worker's readiness to the schedule's offset 0, so that all threads are awake by then; and where they share one CPU, have done what they do first.
    private const long Lead = 20_000_000;

    public abstract string Name { get; }

    public void Run(LoadPlan plan, LoadClock clock, IReadOnlyList<WorkerRecord> records)
    {
        using var ready = new CountdownEvent(plan.Threads);
        Exception? fault = null;
        var threads = new Thread[plan.Threads];
        if (plan.Cpus.Count > 0)
        {
            CpuAffinity.KeepOff(plan.Cpus);
        }

        for (var i = 0; i < threads.Length; i++)
        {
            var index = i;
            threads[i] = new Thread(() =>
            {
                var signalled = false;
                try
                {
                    Place(plan, index);
                    records[index].Prefault();
                    using var worker = NewWorker(plan, clock, records[index], index);
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

    /// <summary>Called on the worker's own thread.</summary>
    protected abstract Worker NewWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index);

    private static void Place(LoadPlan plan, int thread)
    {
        if (plan.Cpus.Count == 0)
        {
            CpuAffinity.Pin(thread, plan.Threads);
        }
        else if (!CpuAffinity.PinTo(plan.Cpus[thread]))
        {
            throw new LoadException($"CPU {plan.Cpus[thread]} of --cpus is none that this process may use. Take from those of 'taskset -cp $$'.");
        }
    }

    private static long UntilStart(LoadPlan plan) => plan.StartAt is { } start ? (start - DateTimeOffset.UtcNow).Ticks * 100 : 0;
}
