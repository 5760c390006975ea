namespace Bench.Reports.Verdicts;

/// <summary>The metrics of one workload at one point.</summary>
internal sealed record WorkloadMetrics(PointSummary Point, string Workload)
{
    /// <summary>How it is called in a sentence: the point is named only where there are several.</summary>
    public string Label => Point.Set.Count == 0 ? $"'{Workload}'" : $"'{Workload}' at {Point.Id}";

    public MetricSummary? Get(string suffix) => Point.Metrics.GetValueOrDefault($"{Workload}/{suffix}");

    /// <summary>The worst repeat, by the metric's own direction: one bad repeat among good ones must not hide in a median.</summary>
    public double? Worst(string suffix) =>
        Get(suffix) is { } metric ? metric.Better == Recipes.Direction.Higher ? metric.Min : metric.Max : null;
}
