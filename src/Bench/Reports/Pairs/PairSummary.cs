namespace Bench.Reports.Pairs;

/// <summary>What a workload between nodes measured at a point, over all repeats. It stays small: what a thousand nodes measured is in <c>metrics/*.csv</c>.</summary>
public sealed record PairSummary
{
    public required string Workload { get; init; }

    /// <summary><c>iperf3</c>, ….</summary>
    public required string Tool { get; init; }

    /// <summary><c>all-to-all</c>, ….</summary>
    public required string Pattern { get; init; }

    /// <summary>How long each pair was to be measured, in s.</summary>
    public required double Duration { get; init; }

    /// <summary>The nodes' names, in the order of the matrices' rows and columns.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>Measurements that the plan had, over all repeats.</summary>
    public required int Planned { get; init; }

    public required int Measured { get; init; }

    /// <summary>Those that went wrong; what was stopped before its turn is not among them.</summary>
    public required int Failed { get; init; }

    /// <summary>By metric, the primary one first, and network interface.</summary>
    public required IReadOnlyList<PairMatrix> Matrices { get; init; }

    /// <summary>Rounds in the order in which they were played.</summary>
    public required PairRounds Rounds { get; init; }

    /// <summary>Why pairs were not measured, those with the most pairs first.</summary>
    public IReadOnlyList<PairFailure> Failures { get; init; } = [];
}
