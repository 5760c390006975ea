using Bench.Reports.Pairs;

namespace Bench.Reports;

/// <summary>The results of one point over its repeats.</summary>
/// <param name="Id"><c>p1</c>, ….</param>
/// <param name="Set">The swept paths and their values.</param>
/// <param name="Repeats">Repeats that were measured.</param>
/// <param name="Metrics">By name, <c>workload/throughput</c> for example.</param>
public sealed record PointSummary(
    string Id,
    IReadOnlyDictionary<string, string> Set,
    int Repeats,
    IReadOnlyDictionary<string, MetricSummary> Metrics)
{
    /// <summary>Distributions behind the metrics: one per workload and definition.</summary>
    public IReadOnlyList<Distribution> Distributions { get; init; } = [];

    /// <summary>Workloads between nodes: matrices, rounds, failures; one per workload.</summary>
    public IReadOnlyList<PairSummary> Pairs { get; init; } = [];

    /// <summary>Repeats that the recipe asked for; null where it is not known.</summary>
    public int? PlannedRepeats { get; init; }
}
