namespace Bench.Jobs;

/// <summary>How often a backend may be asked: the pause grows from the first to the longest while nothing changes.</summary>
/// <param name="First">Pause after something changed.</param>
/// <param name="Longest">The longest pause.</param>
/// <param name="Jitter">Share by which a pause is varied, so that many runs do not ask in step.</param>
public sealed record PollPacing(TimeSpan First, TimeSpan Longest, double Jitter)
{
    /// <summary>For this machine, where asking costs microseconds.</summary>
    public static PollPacing Local { get; } = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100), 0);

    /// <summary>The pause after <paramref name="unchanged"/> polls without news.</summary>
    public TimeSpan Pause(int unchanged)
    {
        var pause = Math.Min(First.TotalSeconds * Math.Pow(1.5, Math.Min(unchanged, 50)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (1 + (Jitter * ((Random.Shared.NextDouble() * 2) - 1))));
    }
}
