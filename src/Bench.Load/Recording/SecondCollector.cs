using Bench.Measurement.Arrivals;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

namespace Bench.Load.Recording;

/// <summary>Gathers the seconds of all workers into rows, on a thread of its own while the load runs.</summary>
internal sealed class SecondCollector : IDisposable
{
    private readonly IReadOnlyList<WorkerRecord> _records;
    private readonly LoadClock _clock;
    private readonly ArrivalSchedule? _plan;
    private readonly SortedList<int, SecondSlot> _open = [];
    private readonly Stack<SecondSlot> _spare = [];
    private readonly List<HttpLoadSecond> _rows = [];
    private readonly SecondSpool _histograms = new();
    private readonly LatencyHistogram _scratch = new();
    private readonly Action<SecondSlot> _take;
    private double _due;
    private bool _begun;

    /// <param name="plan">All of this process's arrivals, drawn once more: they say how many requests are due in each second. Null for a closed loop.</param>
    internal SecondCollector(IReadOnlyList<WorkerRecord> records, LoadClock clock, ArrivalSchedule? plan) =>
        (_records, _clock, _plan, _take) = (records, clock, plan, Take);

    public void Dispose() => _histograms.Dispose();

    /// <summary>
    /// The rows so far, in order, with their histograms and the requests that were due in each: to draw those takes 50 ns each, 1 ms for a second of 20k/s,
    /// in which a load thread that has the same CPU could not send. To be asked for once.
    /// </summary>
    internal IReadOnlyList<HttpLoadSecond> Rows()
    {
        var rows = new List<HttpLoadSecond>(_rows.Count);
        using var histograms = _histograms.Read().GetEnumerator();
        string? Next() => histograms.MoveNext() ? histograms.Current : throw new InvalidOperationException("A second has no histograms.");
        foreach (var row in _rows)
        {
            // In the order in which they were added.
            rows.Add(row with { Scheduled = _plan is null ? row.Scheduled : CountDue(_plan, row.Second), Hdr = Next(), HdrUncorrected = Next(), HdrSendLag = Next() });
        }

        return rows;
    }

    /// <summary>Takes what the workers have ready, and closes the seconds that all of them have left behind.</summary>
    /// <returns>The rows that are new, without histograms and the plan's requests. Most calls find none, and allocate nothing.</returns>
    internal IReadOnlyList<HttpLoadSecond> Collect()
    {
        // Read before the slots: a second that ends in between is closed the next time.
        var through = int.MaxValue;
        for (var i = 0; i < _records.Count; i++)
        {
            through = Math.Min(through, _records[i].Seconds.Through);
        }

        for (var i = 0; i < _records.Count; i++)
        {
            _records[i].Seconds.Collect(_take);
        }

        if (_open.Count == 0)
        {
            return [];
        }

        var before = _rows.Count;
        while (_open.Count > 0 && _open.GetKeyAtIndex(0) is var second && second <= through)
        {
            var slot = _open.GetValueAtIndex(0);
            _open.RemoveAt(0);
            _rows.Add(Close(second, slot));
            Keep(slot.Histograms.Latency);
            Keep(slot.Histograms.Uncorrected(_scratch));
            Keep(slot.Histograms.SendLag(_scratch));
            slot.Reset();
            _spare.Push(slot);
        }

        if (_rows.Count == before)
        {
            return [];
        }

        return _rows[before..];
    }

    // In parts, as RequestHistograms.Add says.
    private void Keep(LatencyHistogram histogram)
    {
        Thread.Yield();
        _histograms.Add(histogram);
    }

    // The worker gets its histograms in exchange for full ones.
    private static SecondSlot New()
    {
        var slot = new SecondSlot();
        slot.Histograms.Prefault();
        return slot;
    }

    private void Take(SecondSlot slot)
    {
        if (!_open.TryGetValue(slot.Second, out var row))
        {
            _open[slot.Second] = row = _spare.TryPop(out var spare) ? spare : New();
        }

        row.Take(slot);
    }

    private HttpLoadSecond Close(int second, SecondSlot slot) => new()
    {
        Second = second,
        // In a closed loop; else it follows in Rows().
        Scheduled = slot.Sent + slot.Unsent,
        Sent = slot.Sent,
        Completed = slot.Completed,
        Errors = slot.Errors,
        P50 = slot.Histograms.Latency.PercentileSeconds(50),
        P99 = slot.Histograms.Latency.PercentileSeconds(99),
        Max = slot.Histograms.Latency.PercentileSeconds(100),
        P99Uncorrected = slot.Histograms.Uncorrected(_scratch).PercentileSeconds(99),
        SendLagMax = slot.Histograms.SendLag(_scratch).PercentileSeconds(100),
    };

    // Requests due up to the end of the second and not counted in an earlier one.
    private long CountDue(ArrivalSchedule plan, int second)
    {
        if (!_begun)
        {
            (_begun, _due) = (true, plan.Next());
        }

        var until = Math.Min(_clock.End, _clock.WarmupEnd + (second + 1) * 1_000_000_000L) - _clock.Start;
        var count = 0L;
        for (; (long)_due < until; _due = plan.Next())
        {
            count++;
        }

        return count;
    }
}
