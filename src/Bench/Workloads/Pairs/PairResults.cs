using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Workloads.Pairs;

/// <summary>All that one run of a workload between nodes measured. A thousand nodes make a million rows: names are indices, and values lie in one array.</summary>
public sealed record PairResults
{
    /// <summary>The tool's name: <c>iperf3</c>.</summary>
    public required string Tool { get; init; }

    public required PatternShape Pattern { get; init; }

    /// <summary>How long a pair was to be measured, in s.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Seconds between two packets, where a loss is one of few; null where there are thousands, or none are counted.</summary>
    public double? PacketSeconds { get; init; }

    /// <summary>The nodes' names by index.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>The network interfaces by index; one without a name stands for the addresses that nodes are known by.</summary>
    public required IReadOnlyList<string> Nics { get; init; }

    /// <summary>What was measured; the first is the primary.</summary>
    public required IReadOnlyList<PairMetric> Metrics { get; init; }

    /// <summary>In the order in which they ended.</summary>
    public required IReadOnlyList<PairRow> Rows { get; init; }

    /// <summary>Row by row the values of all metrics; NaN where there is none.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>How many rows the plan implies.</summary>
    public required int Planned { get; init; }

    /// <summary>NaN where it was not measured.</summary>
    public double Value(int row, int metric) => Values[(row * Metrics.Count) + metric];
}
