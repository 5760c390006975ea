using Bench.Load.Engines;
using Bench.Load.Recording;
using Bench.Measurement.Arrivals;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

namespace Bench.Load;

/// <summary>One load from plan to result: the engine sends on its threads, and this one watches, collects and adds up.</summary>
internal sealed class HttpLoad(ILoadEngine engine, LoadPlan plan, HttpLoadOptions options) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly LoadClock _clock = new(plan.Warmup, plan.Duration, plan.Drain);

    /// <summary>Ends the load early; <see cref="Run"/> then returns what there is. From any thread.</summary>
    internal void Interrupt() => _clock.Interrupt();

    public void Dispose() => _clock.Dispose();

    /// <param name="onSecond">Is told each second when it is over; the calls come from the calling thread.</param>
    internal HttpLoadResult Run(Action<HttpLoadSecond>? onSecond = null)
    {
        var records = Enumerable.Range(0, plan.Threads).Select(_ => new WorkerRecord(_clock)).ToArray();
        var planned = plan.Arrivals?.Begin();
        using var collector = new SecondCollector(records, _clock, planned is null ? null : ArrivalSchedule.Of(planned, plan.Part, plan.Parts, 0, 1));
        var running = Task.Factory.StartNew(
            () => engine.Run(plan, _clock, records), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var over = ((IAsyncResult)running).AsyncWaitHandle;

        void Watch(Func<long> until)
        {
            // The moments move when the load is interrupted, so they are asked for again.
            for (long left; (left = until() - LoadClock.Now) > 0 && !running.IsCompleted;)
            {
                var wait = TimeSpan.FromTicks(left / 100 + 1);
                // The handle's wait does not spin, as the task's own would: a load thread may have the same CPU.
                over.WaitOne(wait < Glance ? wait : Glance);
                Report(collector.Collect(), onSecond);
            }
        }

        while (!_clock.WaitBegin(Glance) && !running.IsCompleted)
        {
            // Connections are being opened.
        }

        Watch(() => Math.Min(_clock.WarmupEnd, _clock.End));
        var before = MachineTime.Now();
        Watch(() => _clock.End);
        var after = MachineTime.Now();
        Watch(() => long.MaxValue);
        running.GetAwaiter().GetResult();
        Report(collector.Collect(), onSecond);
        return Result(records, collector, planned, before, after);
    }

    private static void Report(IReadOnlyList<HttpLoadSecond> seconds, Action<HttpLoadSecond>? onSecond)
    {
        for (var i = 0; i < seconds.Count; i++)
        {
            onSecond?.Invoke(seconds[i]);
        }
    }

    private HttpLoadResult Result(WorkerRecord[] records, SecondCollector collector, ArrivalStream? planned, MachineTime before, MachineTime after)
    {
        var measured = Math.Max(0, _clock.End - _clock.WarmupEnd) / 1e9;
        var completed = records.Sum(r => r.Ended(RequestEnd.Good));
        var errors = WorkerRecord.ErrorsByKind(records);
        var counts = new HttpLoadCounts
        {
            Scheduled = completed + errors.Values.Sum(),
            Sent = records.Sum(r => r.Sent),
            Completed = completed,
            CompletedInTime = records.Sum(r => r.CompletedInTime),
            Errors = errors.Values.Sum(),
            ErrorsByKind = errors,
            BytesReceived = records.Sum(r => r.BytesReceived),
            EmptyBodies = records.Sum(r => r.EmptyBodies),
            Reconnects = records.Sum(r => r.Reconnects),
            FailedConnects = records.Sum(r => r.FailedConnects),
        };
        double PerSecond(double amount) => measured > 0 ? amount / measured : 0;
        var total = new RequestHistograms();
        foreach (var record in records)
        {
            total.Add(record.Seconds.Total());
        }

        return new HttpLoadResult
        {
            Engine = $"{LoadVersion.Text} {engine.Name}",
            Options = options,
            Started = DateTimeOffset.UtcNow - TimeSpan.FromTicks((LoadClock.Now - _clock.WarmupEnd) / 100),
            MeasuredSeconds = measured,
            Interrupted = _clock.Interrupted,
            Counts = counts,
            Rates = new HttpLoadRates { Requested = options.Rate, Scheduled = PerSecond(counts.Scheduled), Achieved = PerSecond(counts.CompletedInTime) },
            Histograms = new HttpLoadHistograms
            {
                Latency = total.Latency,
                LatencyUncorrected = total.Uncorrected(new()),
                ServiceTime = total.ServiceTime,
                ErrorLatency = LatencyHistogram.Merge(records.Select(r => r.ErrorLatency)),
                SendLag = total.SendLag(new()),
                ClientLag = LatencyHistogram.Merge(records.Select(r => r.ClientLagOfWaiting).Prepend(total.ClientLag)),
                ReadLag = LatencyHistogram.Merge(records.Select(r => r.ReadLag)),
                Connect = LatencyHistogram.Merge(records.Select(r => r.Connect)),
            },
            PerSecond = collector.Rows(),
            Client = new ClientUse
            {
                UserSeconds = (after.User - before.User).TotalSeconds,
                SystemSeconds = (after.System - before.System).TotalSeconds,
                CpuShare = PerSecond(records.Sum(r => r.CpuTime)) / 1e9 / plan.Threads,
                BusyShare = measured > 0 ? Math.Clamp(1 - PerSecond(records.Min(r => r.Idle)) / 1e9, 0, 1) : 0,
                StealShare = after.StealSince(before),
                GcCount = after.Collections - before.Collections,
                AllocatedBytes = records.Sum(r => r.Allocated),
                Processors = Environment.ProcessorCount,
            },
            Arrivals = plan.Arrivals is { } arrivals && planned is not null
                ? ArrivalAudit.Of(Sample(records), arrivals, planned.Drawn == 0 ? 0 : (double)planned.Clipped / planned.Drawn)
                : new ArrivalAudit { Gaps = 0 },
        };
    }

    // The requests of all workers in the order of their due times, up to the first moment that a worker's buffer no longer covers.
    private ArrivalSample Sample(WorkerRecord[] records)
    {
        var covered = records.Where(r => r.TimesFull).Select(r => r.Times[^1].Due).DefaultIfEmpty(long.MaxValue).Min();
        var all = records.SelectMany(r => r.Times.ToArray()).Where(t => t.Due <= covered).OrderBy(t => t.Due).ToList();
        double Offset(long time) => time - _clock.Start;
        return new([.. all.Select(t => Offset(t.Due))], [.. all.Select(t => Offset(t.Paced))], [.. all.Where(t => t.Sent != 0).Select(t => Offset(t.Sent))])
        {
            Every = plan.Parts,
            Resolution = plan.Pacing switch { Pacing.Precise or Pacing.Busy => 25_000, Pacing.Eco => 150_000, _ => 1_000_000 },
        };
    }
}
