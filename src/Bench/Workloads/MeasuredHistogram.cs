using Bench.Measurement.Histograms;

namespace Bench.Workloads;

/// <summary>A distribution that a workload recorded.</summary>
/// <param name="Definition">Such as <c>http.latency.intended/2</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Histogram">Values in ns.</param>
public sealed record MeasuredHistogram(string Definition, string Label, LatencyHistogram Histogram);
