namespace Bench.Hello;

/// <summary>Holds requests during the stalls, and lets all go when one ends.</summary>
public sealed class StallGate(IReadOnlyList<Stall> stalls, TimeProvider clock)
{
    // Timestamp of the first request; 0 until then.
    private long _first;

    /// <summary>Waits while a stall lasts.</summary>
    /// <param name="starts">Whether this request may start the clock; health probes do not.</param>
    public async ValueTask PassAsync(bool starts, CancellationToken cancellationToken)
    {
        if (stalls.Count == 0)
        {
            return;
        }

        if (starts && Volatile.Read(ref _first) == 0)
        {
            Interlocked.CompareExchange(ref _first, clock.GetTimestamp(), 0);
        }

        // Asked again after each wait: one stall may begin where another ends.
        while (Remaining() is { } wait)
        {
            await clock.WaitAsync(wait, inline: false, cancellationToken);
        }
    }

    private TimeSpan? Remaining()
    {
        var first = Volatile.Read(ref _first);
        if (first == 0)
        {
            return null;
        }

        var now = clock.GetElapsedTime(first);
        foreach (var stall in stalls)
        {
            if (now >= stall.At && now < stall.At + stall.For)
            {
                return stall.At + stall.For - now;
            }
        }

        return null;
    }
}
