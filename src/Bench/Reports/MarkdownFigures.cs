using System.Text;
using static Bench.Reports.MarkdownText;

namespace Bench.Reports;

/// <summary>The tables of figures of <c>report.md</c>: a list of metrics for few points, one row a point for a sweep.</summary>
internal static class MarkdownFigures
{
    private const int MostListedPoints = 4;

    public static void Append(StringBuilder text, RunSummary summary)
    {
        text.Append("## Key figures\n\n");
        var workloads = summary.Points.SelectMany(WorkloadView.Of).Where(w => !w.IsResource).ToList();
        if (workloads.Count == 0)
        {
            text.Append(summary.Points.Count == 0 ? "No point was measured, so there are no figures.\n\n" : "No workload gave a value.\n\n");
            return;
        }

        if (Sweep.Of(summary.Points) is { } sweep)
        {
            Swept(text, summary, sweep, workloads);
        }

        if (summary.Points.Count <= MostListedPoints)
        {
            Listed(text, workloads);
        }

        text.Append(workloads.Any(w => w.Point.Repeats > 1) ? ReportFacts.SpreadNote : "One repeat: there is no spread to show.").Append('\n');
        if (ReportFacts.HasUntrusted(workloads))
        {
            text.Append('\n').Append(ReportFacts.UntrustedNote).Append('\n');
        }

        text.Append('\n');
    }

    private static void Listed(StringBuilder text, IReadOnlyList<WorkloadView> workloads)
    {
        var table = new MarkdownTable("Point", "Metric", "Value", "Spread over repeats", "n") { NumbersFrom = 2 };
        foreach (var workload in workloads)
        {
            foreach (var (name, metric) in workload.KeyMetrics())
            {
                table.Add(
                    Escape(Sweep.Label(workload.Point)),
                    Code(workload.Name.Length == 0 ? name : $"{workload.Name}/{name}"),
                    Plain(KeyFigures.Value(workload, name), metric),
                    Plain(Quantity.Spread(metric), metric),
                    Quantity.Format(metric.N, "1"));
            }
        }

        text.Append(table).Append('\n');
    }

    private static void Swept(StringBuilder text, RunSummary summary, Sweep sweep, List<WorkloadView> workloads)
    {
        SweepParameter[] parameters = [.. sweep.Others, sweep.X];
        foreach (var group in workloads.GroupBy(w => w.Name))
        {
            var metrics = WorkloadView.Columns(group, parameters);
            if (metrics.Count == 0)
            {
                continue;
            }

            var table = new MarkdownTable(["Point", .. parameters.Select(p => Escape(p.Name)), .. metrics.Select(m => Escape(Glossary.Title(m)))]) { NumbersFrom = 1 };
            foreach (var workload in group)
            {
                table.Add([
                    Escape(workload.Point.Id),
                    .. parameters.Select(p => Escape(workload.Point.Set.GetValueOrDefault(p.Path, Quantity.Missing))),
                    .. metrics.Select(m => Cell(workload, m))]);
            }

            text.Append("### Sweep of ").Append(string.Join(", ", parameters.Select(p => Code(p.Path)))).Append(": ").Append(Escape(group.Key.Length == 0 ? "run" : group.Key)).Append("\n\n")
                .Append(table).Append('\n');
        }

        if (summary.Points.Count > MostListedPoints)
        {
            text.Append("All metrics of each point, with their spread, are in [report.html](report.html).\n\n");
        }
    }

    private static string Cell(WorkloadView workload, string metric)
    {
        var range = workload.Metric(metric) is { } m ? Quantity.Range(m) : "";
        return Plain(KeyFigures.Value(workload, metric), workload.Metric(metric)) + (range.Length == 0 ? "" : "<br>" + Plain(range, workload.Metric(metric)));
    }

    // A recipe names the units of a command's metrics; one of letters needs no care, and brackets around a range are ours.
    private static string Plain(string text, MetricSummary? metric) =>
        metric is null || metric.Unit.All(c => char.IsLetterOrDigit(c) || c is '/' or '%' or ' ' or '²' or '°') ? text : Escape(text);
}
