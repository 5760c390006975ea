namespace Bench.Load.Engines;

/// <summary>
/// How late the kernel wakes a thread: 1 to 150 µs, more in virtual machines and in deep idle states. It is the lateness that a share of all sleeps
/// exceeds, and follows what this machine does, by steps (stochastic approximation: Robbins and Monro, 1951). A single halt of the machine moves it by
/// one step only.
/// </summary>
/// <param name="exceeded">The share of sleeps that shall be later, 0 to 1.</param>
/// <param name="step">The larger of its two steps, ns.</param>
/// <param name="shortest">ns.</param>
/// <param name="longest">ns.</param>
/// <param name="first">Until there are sleeps to learn from, ns.</param>
internal sealed class SleepLateness(double exceeded, double step, double shortest, double longest, double first)
{
    private readonly double _up = step * Math.Min(1, (1 - exceeded) / exceeded);
    private readonly double _down = step * Math.Min(1, exceeded / (1 - exceeded));
    private double _now = first;

    /// <summary>ns.</summary>
    internal long Now => (long)_now;

    /// <summary>A sleep was over.</summary>
    /// <param name="late">How long after the moment that was asked for, ns.</param>
    internal void Woke(long late)
    {
        if (late > _now)
        {
            _now = Math.Min(longest, _now + _up);
        }
        else
        {
            Relax();
        }
    }

    /// <summary>There was no time to sleep: it goes down, so that what a bad moment has taught does not keep the thread awake for ever.</summary>
    internal void Relax() => _now = Math.Max(shortest, _now - _down);
}
