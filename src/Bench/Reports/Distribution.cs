namespace Bench.Reports;

/// <summary>A distribution of one workload at one point, merged over the repeats.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Definition">Such as <c>http.latency.intended/2</c>.</param>
/// <param name="Label">For people: <c>latency from the intended send time</c>.</param>
/// <param name="Unit"><c>s</c>.</param>
/// <param name="Count">Values in it.</param>
/// <param name="Curve">Percentile (0…100) and value, ascending, dense enough to draw to 99.999.</param>
/// <param name="TrustedTo">The highest percentile that the sample size supports (MLPerf early-stopping rule), for drawing the rest dashed.</param>
public sealed record Distribution(
    string Workload,
    string Definition,
    string Label,
    string Unit,
    long Count,
    IReadOnlyList<PercentileValue> Curve,
    double TrustedTo)
{
    /// <summary>HdrHistogram, compressed V2, base64, values in ns; for merging and comparing runs.</summary>
    public string? Histogram { get; init; }
}
