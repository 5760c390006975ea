namespace Bench.Reports.Html;

/// <summary>One time series: a metric of a source on a node, ascending in time.</summary>
/// <param name="Points">Seconds since the start of the run, and the value.</param>
internal sealed record Series(SourceName Source, string Node, string Metric, string Unit, IReadOnlyList<Sample> Points)
{
    /// <summary>The metric without the workload that it belongs to: <c>latency/p99</c>.</summary>
    public string Short => Metric.StartsWith(Source.Name + "/", StringComparison.Ordinal) ? Metric[(Source.Name.Length + 1)..] : Metric;

    /// <summary>True for what a workload measured, as opposed to what its job used.</summary>
    public bool IsLoad => Short != Metric;
}
