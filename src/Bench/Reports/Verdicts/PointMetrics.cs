namespace Bench.Reports.Verdicts;

/// <summary>Finds the metrics of one kind over all points and workloads.</summary>
internal static class PointMetrics
{
    /// <summary>Every workload of every point that has the metric <paramref name="suffix"/> (<c>rate/requested</c>).</summary>
    public static IEnumerable<WorkloadMetrics> With(this IEnumerable<PointSummary> points, string suffix) =>
        from point in points
        from name in point.Metrics.Keys
        where name.EndsWith("/" + suffix, StringComparison.Ordinal)
        select new WorkloadMetrics(point, name[..^(suffix.Length + 1)]);
}
