namespace Bench.Reports;

/// <summary>The handful of figures per point that stand on top of a report and close a run in the terminal.</summary>
public static class KeyFigures
{
    /// <summary>Marks a percentile that the number of samples does not support.</summary>
    public const string UntrustedMark = "†";

    public static IReadOnlyList<KeyFigureLine> Of(RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return
        [
            .. from point in summary.Points
               from workload in WorkloadView.Of(point)
               where !workload.IsResource
               from metric in workload.KeyMetrics()
               select new KeyFigureLine(
                   Sweep.Label(point),
                   workload.Name.Length == 0 ? metric.Key : $"{workload.Name}/{metric.Key}",
                   Value(workload, metric.Key),
                   Quantity.Spread(metric.Value)),
        ];
    }

    /// <summary>The value with its mark; for errors also the share of the requests.</summary>
    internal static string Value(WorkloadView workload, string metric)
    {
        var text = Quantity.Format(workload.Value(metric), workload.Metric(metric)?.Unit ?? "");
        if (metric == "errors" && workload.Value("errors") is > 0 and var errors && workload.Value("requests") is > 0 and var requests)
        {
            return $"{text} ({Quantity.Format(100 * errors / requests, "%")})";
        }

        return workload.Value(metric) is null || workload.IsTrusted(metric) ? text : text + " " + UntrustedMark;
    }
}
