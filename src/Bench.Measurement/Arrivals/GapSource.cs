namespace Bench.Measurement.Arrivals;

/// <summary>Independent gaps of one law with mean 1, drawn from one seed.</summary>
public abstract class GapSource(long seed)
{
    /// <summary>All that is random comes from here.</summary>
    protected internal RandomSource Random { get; } = new(seed);

    /// <summary>Gaps that would have been negative and were set to 0 (normal law only).</summary>
    public long Clipped { get; protected set; }

    /// <summary>The next gap; 0 or more.</summary>
    public abstract double Next();
}
