namespace Bench.Load.Engines;

/// <summary>Says how long a worker that waits for a moment may sleep, and whether it goes on looking at the clock then. It learns from the sleeps.</summary>
internal sealed class Waker
{
    /// <summary>The longest that a thread which is not to spin looks at the clock, ns: less than falling asleep and waking up takes.</summary>
    internal const long ShortLook = 10_000;

    // Any sleep that is asked for takes some 20 µs in a virtual machine; but one without a length is none.
    private const long ShortestSleep = 1_000;

    // One sleep in 500 may be later than what is spun: so the tail of sends, up to p99 and above, is not made of sleeps.
    private readonly SleepLateness _spin = new(exceeded: 0.002, step: 8_000, shortest: 20_000, longest: 200_000, first: 60_000);

    // Four of five sleeps are later; the fifth ends before its time, and what is left is looked through or slept once more.
    private readonly SleepLateness _lead = new(exceeded: 0.8, step: 400, shortest: 0, longest: 100_000, first: 20_000);

    /// <summary>When the timer has to end the sleep, ns of the clock; not behind <paramref name="now"/> where there is to be none.</summary>
    internal long WakeAt(long until, long now, Punctuality how) => how switch
    {
        Punctuality.Timer => until,
        Punctuality.Led when until - now <= ShortLook => now,
        Punctuality.Led => Math.Max(now + ShortestSleep, until - _lead.Now),
        Punctuality.Spun => SpinFrom(until, now),
        _ => now,
    };

    /// <summary>A sleep is over.</summary>
    /// <param name="wake">What <see cref="WakeAt"/> said.</param>
    /// <param name="byEvents">Whether it was ended by something else than the timer; it may be late all the same.</param>
    internal void Woke(long wake, long now, bool byEvents, Punctuality how)
    {
        if (byEvents && now <= wake)
        {
            // How late it would have become is not known.
            return;
        }

        (how switch { Punctuality.Spun => _spin, Punctuality.Led => _lead, _ => null })?.Woke(now - wake);
    }

    /// <summary>Whether a thread that is awake goes on looking at the clock.</summary>
    internal static bool Looks(long until, long now, Punctuality how) => now < until && how switch
    {
        Punctuality.Timer => false,
        Punctuality.Led => until - now <= ShortLook,
        _ => true,
    };

    private long SpinFrom(long until, long now)
    {
        var wake = until - _spin.Now;
        if (wake <= now)
        {
            _spin.Relax();
        }

        return wake;
    }
}
