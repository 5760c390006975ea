namespace Bench.Hello;

/// <summary>How long an answer is held back: one time, more or less by chance, or one of two.</summary>
/// <param name="Milliseconds">The usual time.</param>
/// <param name="Jitter">± ms, evenly spread.</param>
/// <param name="Slow">The other time, ms.</param>
/// <param name="Share">The share of requests that takes the other time, 0 to 1.</param>
public sealed record DelayScript(double Milliseconds, double Jitter, double Slow, double Share)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The time of one request.</summary>
    /// <param name="unit">Gives chance, 0 to 1; asked only where the script needs it.</param>
    public TimeSpan Draw(Func<double> unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var wait = Share > 0 && unit() < Share ? Slow : Milliseconds;
        wait += Jitter == 0 ? 0 : Jitter * (2 * unit() - 1);
        return TimeSpan.FromMilliseconds(Math.Clamp(wait, 0, Longest.TotalMilliseconds));
    }
}
