using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

namespace Bench.Load.Recording;

/// <summary>All that one worker records. Its thread alone writes; the others read after its end, but for <see cref="Seconds"/>.</summary>
internal sealed class WorkerRecord(LoadClock clock)
{
    /// <summary>Requests of which the times are kept for the arrival audit.</summary>
    private const int Audited = 1 << 16;

    private readonly long[] _ends = new long[(int)RequestEnd.Good + 1];
    private readonly RequestTimes[] _times = new RequestTimes[Audited];
    private int _timesCount;

    internal SecondRing Seconds { get; } = new();

    /// <summary>From the due time to the end, of requests that failed.</summary>
    internal LatencyHistogram ErrorLatency { get; } = new();

    /// <summary>Of the lag of requests that waited for a connection the part behind that: the client's own.</summary>
    internal LatencyHistogram ClientLagOfWaiting { get; } = new();

    internal LatencyHistogram Connect { get; } = new();

    /// <summary>From the arrival of an answer to its read.</summary>
    internal LatencyHistogram ReadLag { get; } = new();

    internal long Sent { get; private set; }

    internal long CompletedInTime { get; private set; }

    internal long EmptyBodies { get; private set; }

    internal long BytesReceived { get; private set; }

    internal long Reconnects { get; set; }

    internal long FailedConnects { get; set; }

    /// <summary>Time in which it waited or spun while it measured, ns.</summary>
    internal long Idle { get; private set; }

    /// <summary>CPU time of the thread while it measured, ns.</summary>
    internal long CpuTime { get; set; }

    /// <summary>Managed memory that the thread allocated while it measured, bytes.</summary>
    internal long Allocated { get; set; }

    /// <summary>Of the first requests of the measurement.</summary>
    internal ReadOnlySpan<RequestTimes> Times => _times.AsSpan(0, _timesCount);

    /// <summary>Whether there were more than <see cref="Times"/> holds.</summary>
    internal bool TimesFull => _timesCount == _times.Length;

    /// <summary>Has memory for all that a load without faults writes; on the worker's thread, so that it lies near its CPU.</summary>
    internal void Prefault()
    {
        Array.Clear(_times);
        ReadLag.Prefault();
        Seconds.Prefault();
    }

    /// <summary>Requests due in the measurement that ended so.</summary>
    internal long Ended(RequestEnd end) => _ends[(int)end];

    /// <param name="free">When the connection that carries it became free.</param>
    internal void RecordSend(long due, long free, long now) => RecordSend(due, due, free, now);

    /// <summary>A request that was sent with another one, in the same text.</summary>
    /// <param name="due">When the text was due.</param>
    /// <param name="planned">When the plan has this request: the audit compares it with the law.</param>
    internal void RecordSend(long due, long planned, long free, long now)
    {
        var second = Seconds.Current;
        second.Sent++;
        var measured = due >= clock.WarmupEnd;
        if (measured || !second.Measured)
        {
            (free <= due ? second.Histograms.ClientLag : second.Histograms.WaitingLag).Record(now - due);
        }

        if (!measured)
        {
            return;
        }

        Sent++;
        var own = now - Math.Max(due, free);
        if (free > due)
        {
            ClientLagOfWaiting.Record(own);
        }

        if (planned == due || planned < clock.End)
        {
            Keep(new(planned, planned + own, now));
        }
    }

    /// <param name="sent">When it was sent; 0 where it was not.</param>
    internal void RecordEnd(long due, long sent, long now, RequestEnd end)
    {
        var good = end == RequestEnd.Good;
        var second = Seconds.Current;
        second.Completed += good ? 1 : 0;
        second.Errors += good ? 0 : 1;
        second.Unsent += sent == 0 ? 1 : 0;
        var measured = due >= clock.WarmupEnd;
        if (measured || !second.Measured)
        {
            second.Histograms.Latency.Record(now - due);
            if (sent != 0)
            {
                (good ? second.Histograms.ServiceTime : second.Histograms.FailureTime).Record(now - sent);
            }
        }

        if (good && now >= clock.WarmupEnd && now < clock.End)
        {
            CompletedInTime++;
        }

        if (!measured)
        {
            return;
        }

        _ends[(int)end]++;
        if (sent == 0)
        {
            Keep(new(due, due, 0));
        }

        if (!good)
        {
            ErrorLatency.Record(now - due);
        }
    }

    private void Keep(RequestTimes times)
    {
        if (_timesCount < _times.Length)
        {
            _times[_timesCount++] = times;
        }
    }

    internal void RecordRead(long due, long arrived, long now)
    {
        if (due >= clock.WarmupEnd)
        {
            ReadLag.Record(now - arrived);
        }
    }

    internal void RecordBytes(int count, long now) => BytesReceived += now >= clock.WarmupEnd ? count : 0;

    internal void RecordEmptyBody(long due) => EmptyBodies += due >= clock.WarmupEnd ? 1 : 0;

    internal void RecordIdle(long from, long to)
    {
        var inside = Math.Min(to, clock.End) - Math.Max(from, clock.WarmupEnd);
        Idle += Math.Max(0, inside);
    }

    /// <summary>Counts by kind, as the result has them.</summary>
    internal static Dictionary<string, long> ErrorsByKind(IReadOnlyList<WorkerRecord> records)
    {
        var errors = new Dictionary<string, long>();
        for (var end = RequestEnd.Connect; end < RequestEnd.Good; end++)
        {
            var count = records.Sum(r => r.Ended(end));
            if (count > 0)
            {
                errors[HttpErrorKinds.All[(int)end]] = count;
            }
        }

        return errors;
    }
}
