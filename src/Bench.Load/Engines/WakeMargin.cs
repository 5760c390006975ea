namespace Bench.Load.Engines;

/// <summary>
/// How long before a due time a thread that sleeps must wake up, to spin the rest. The kernel wakes it 1 to 150 µs late, more in virtual machines and in
/// deep idle states; so the margin follows what this machine does: it is that quantile of the lateness which one sleep in 200 exceeds, found by steps
/// (stochastic approximation: Robbins and Monro, 1951). A single halt of the machine moves it by one step only.
/// </summary>
internal sealed class WakeMargin
{
    private const long Shortest = 20_000;
    private const long Longest = 400_000;
    private const long Up = 8_000;
    private const long Down = Up / 200;

    /// <summary>ns.</summary>
    internal long Now { get; private set; } = 60_000;

    /// <summary>A sleep was over by itself.</summary>
    /// <param name="late">How long after the moment that was asked for, ns.</param>
    internal void Woke(long late) => Now = late > Now ? Math.Min(Longest, Now + Up) : Math.Max(Shortest, Now - Down);
}
