namespace Bench.Measurement.Arrivals;

/// <summary>The due times of one plan, in order. Endless; a reader stops where its load ends.</summary>
public abstract class ArrivalStream
{
    /// <summary>Times given so far.</summary>
    public long Drawn { get; protected set; }

    /// <summary>Gaps that would have been negative and were set to 0 (normal law only).</summary>
    public long Clipped { get; protected set; }

    /// <summary>The next due time, ns after the load's start; never less than the one before.</summary>
    public abstract double Next();
}
