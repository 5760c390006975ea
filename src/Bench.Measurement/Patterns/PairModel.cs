namespace Bench.Measurement.Patterns;

/// <summary>How long a pair and a batch are believed to take. All in s.</summary>
public sealed record PairModel
{
    /// <summary>What each pair takes at least.</summary>
    public required double PairSeconds { get; init; }

    /// <summary>What a pair takes beyond that, at most: uniform between 0 and this. The slowest pair of a batch counts.</summary>
    public double SpreadSeconds { get; init; }

    /// <summary>What a batch costs besides its pairs: servers start and end, and messages go to and fro.</summary>
    public double BatchSeconds { get; init; }

    /// <summary>The rest between two batches.</summary>
    public double GapSeconds { get; init; }

    /// <summary>The same seed gives the same time.</summary>
    public long Seed { get; init; } = 1;
}
