using Bench.Lifecycle.Runs;
using Bench.Reports;
using Bench.Reports.Pairs;

namespace Bench.Lifecycle.Steps;

/// <summary>The table that closes a run in the terminal.</summary>
internal static class ClosingTable
{
    // What fits on a screen; the report has the rest.
    private const int MaxRows = 24;

    private static readonly string[] Shown =
        ["rate/requested", "rate/achieved", "pairs/failed", "skew/max", "errors", "latency/p50", "latency/p99", "latency/p99.9", "latency-uncorrected/p99"];

    public static ReportMade Of(RunSummary summary, RunFolder folder)
    {
        var rows = summary.Points.SelectMany(Rows).ToList();
        return new ReportMade(
            summary.Run,
            summary.Verdict.ToString().ToUpperInvariant(),
            [.. PairFacts.Headlines(summary), .. summary.Reasons.Select(r => r.Text)],
            [.. rows.Take(MaxRows)],
            folder.Markdown,
            folder.Html);
    }

    private static IEnumerable<KeyFigure> Rows(PointSummary point) =>
        point.Metrics.Where(m => IsShown(m.Key, m.Value) || IsOverPairs(point, m.Key)).Select(m => new KeyFigure(
            point.Set.Count == 0 ? point.Id : string.Join(" ", point.Set.Select(s => $"{s.Key.Split('.')[^1]}={s.Value}")),
            m.Key,
            m.Value.Value is { } value ? Quantity.Format(value, m.Value.Unit) : "–",
            m.Value is { N: > 1, Min: { } min, Max: { } max } ? $"{Quantity.Format(min, m.Value.Unit)} … {Quantity.Format(max, m.Value.Unit)}" : ""));

    // Of workloads between nodes, the primary metric in the middle and at its worst.
    private static bool IsOverPairs(PointSummary point, string name) =>
        point.Pairs.Any(p => name == $"{p.Workload}/{p.Matrices[0].Metric}/median" || name == $"{p.Workload}/{p.Matrices[0].Metric}/worst");

    private static bool IsShown(string name, MetricSummary metric) =>
        Array.Exists(Shown, s => name.EndsWith("/" + s, StringComparison.Ordinal)) || metric.Definition.StartsWith("command.", StringComparison.Ordinal);
}
