namespace Bench.Load.Recording;

/// <summary>
/// Hands the seconds of one worker to the collector without a lock: the worker fills one slot while the collector empties the others, so that no
/// percentile is computed and no histogram cleared on the thread that sends. What the collector has taken adds up to the total.
/// </summary>
internal sealed class SecondRing
{
    private const int Turning = 4;

    // The last one is that of the measurement's first second alone, lest it share one with the warm-up, however late the collector is.
    private readonly SecondSlot[] _slots = [new(), new(), new(), new(), new()];
    private readonly RequestHistograms _taken = new();
    private int _index;
    private int _through = int.MinValue;

    internal SecondRing() => Current = _slots[0];

    /// <summary>The slot that the worker fills.</summary>
    internal SecondSlot Current { get; private set; }

    /// <summary>All seconds up to this one are with the collector.</summary>
    internal int Through => Volatile.Read(ref _through);

    /// <summary>Has memory for the load before it begins.</summary>
    internal void Prefault()
    {
        foreach (var slot in _slots)
        {
            slot.Histograms.Prefault();
        }

        _taken.Prefault();
    }

    /// <summary>The worker: a new second has begun.</summary>
    internal void Enter(int second)
    {
        var next = second >= 0 && !Current.Measured ? _slots[Turning] : _slots[(_index + 1) % Turning];
        // Where the collector is seconds behind (a starved machine), the slot is kept and its second grows longer; nothing is lost.
        if (!next.Full && next != Current)
        {
            Current.Full = true;
            _index = next == _slots[Turning] ? _index : (_index + 1) % Turning;
            Current = next;
            next.Second = second;
            Volatile.Write(ref _through, second - 1);
        }
    }

    /// <summary>The worker: there are no more.</summary>
    internal void Close()
    {
        Current.Full = true;
        Volatile.Write(ref _through, int.MaxValue);
    }

    /// <summary>The collector: takes all that is ready.</summary>
    internal void Collect(Action<SecondSlot> take)
    {
        foreach (var slot in _slots)
        {
            if (slot.Full)
            {
                if (slot.Measured)
                {
                    _taken.Add(slot.Histograms);
                }

                take(slot);
                slot.Reset();
                slot.Full = false;
            }
        }
    }

    /// <summary>All requests that were due in the measurement. For the time after the worker's end.</summary>
    internal RequestHistograms Total()
    {
        var total = new RequestHistograms();
        total.Add(_taken);
        foreach (var slot in _slots.Where(s => s.Measured))
        {
            total.Add(slot.Histograms);
        }

        return total;
    }
}
