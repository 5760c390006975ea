using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

namespace Bench.Load.Recording;

/// <summary>All that one worker records. Its thread alone writes; the others read after its end, but for <see cref="Seconds"/>.</summary>
internal sealed class WorkerRecord(LoadClock clock)
{
    /// <summary>Sends of which the times are kept for the arrival audit.</summary>
    private const int AuditedSends = 1 << 16;

    private readonly long[] _ends = new long[(int)RequestEnd.Good + 1];
    private readonly long[] _sendTimes = new long[AuditedSends];
    private int _sendTimesCount;

    internal SecondRing Seconds { get; } = new();

    internal LatencyHistogram Latency { get; } = new();

    internal LatencyHistogram LatencyUncorrected { get; } = new();

    internal LatencyHistogram ErrorLatency { get; } = new();

    internal LatencyHistogram SendLag { get; } = new();

    internal LatencyHistogram ClientLag { get; } = new();

    internal LatencyHistogram Connect { get; } = new();

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

    /// <summary>Times of the first sends of the measurement, ns.</summary>
    internal ReadOnlySpan<long> SendTimes => _sendTimes.AsSpan(0, _sendTimesCount);

    /// <summary>Whether more was sent than <see cref="SendTimes"/> holds.</summary>
    internal bool SendTimesFull => _sendTimesCount == _sendTimes.Length;

    /// <summary>Requests due in the measurement that ended so.</summary>
    internal long Ended(RequestEnd end) => _ends[(int)end];

    /// <param name="free">When the connection that carries it became free.</param>
    internal void RecordSend(long due, long free, long now)
    {
        var second = Seconds.Current;
        second.Sent++;
        second.SendLagMax = Math.Max(second.SendLagMax, now - due);
        if (due < clock.WarmupEnd)
        {
            return;
        }

        Sent++;
        SendLag.Record(now - due);
        ClientLag.Record(now - Math.Max(due, free));
        if (_sendTimesCount < _sendTimes.Length)
        {
            _sendTimes[_sendTimesCount++] = now;
        }
    }

    /// <param name="sent">When it was sent; 0 where it was not.</param>
    internal void RecordEnd(long due, long sent, long now, RequestEnd end)
    {
        var good = end == RequestEnd.Good;
        var second = Seconds.Current;
        second.Latency.Record(now - due);
        second.Completed += good ? 1 : 0;
        second.Errors += good ? 0 : 1;
        second.Unsent += sent == 0 ? 1 : 0;
        if (sent != 0)
        {
            second.Uncorrected.Record(now - sent);
        }

        if (good && now >= clock.WarmupEnd && now < clock.End)
        {
            CompletedInTime++;
        }

        if (due < clock.WarmupEnd)
        {
            return;
        }

        _ends[(int)end]++;
        Latency.Record(now - due);
        if (sent != 0)
        {
            LatencyUncorrected.Record(now - sent);
        }

        if (!good)
        {
            ErrorLatency.Record(now - due);
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
