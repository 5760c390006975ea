namespace Bench.Load.Recording;

/// <summary>
/// Hands the seconds of one worker to the collector without a lock: the worker fills one slot while the collector empties the others, so that no
/// percentile is computed and no histogram cleared on the thread that sends.
/// </summary>
internal sealed class SecondRing
{
    private readonly SecondSlot[] _slots = [new(), new(), new(), new()];
    private int _index;
    private int _through = int.MinValue;

    internal SecondRing() => Current = _slots[0];

    /// <summary>The slot that the worker fills.</summary>
    internal SecondSlot Current { get; private set; }

    /// <summary>All seconds up to this one are with the collector.</summary>
    internal int Through => Volatile.Read(ref _through);

    /// <summary>The worker: a new second has begun.</summary>
    internal void Enter(int second)
    {
        var next = _slots[(_index + 1) % _slots.Length];
        // Where the collector is seconds behind (a starved machine), the slot is kept and its second grows longer; nothing is lost.
        if (!next.Full && next != Current)
        {
            Current.Full = true;
            _index = (_index + 1) % _slots.Length;
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
                take(slot);
                slot.Reset();
                slot.Full = false;
            }
        }
    }
}
