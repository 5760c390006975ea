namespace Bench.Reports.Html.Sections;

/// <summary>How the key metrics change over the sweep, in small multiples.</summary>
internal static class SweepSection
{
    private const int MostCharts = 6;

    private static readonly string[] Http = ["rate/achieved", "latency/p50", "latency/p99", "latency/p99.9", "errors"];

    public static void Write(Page page, RunSummary summary)
    {
        if (Sweep.Of(summary.Points) is not { } sweep)
        {
            return;
        }

        using var section = page.Section("Sweep", "sweep");
        var what = string.Join(" and ", new[] { sweep.X }.Concat(sweep.Others).Select(p => p.Path));
        page.Paragraph($"Varied: {what}, {ReportFacts.Count(summary.Points.Count, "point")}.");
        var drawn = false;
        foreach (var group in summary.Points.SelectMany(WorkloadView.Of).Where(w => !w.IsResource).GroupBy(w => w.Name))
        {
            var charts = Metrics(group).Select(m => new SweepChart(sweep, m, [.. group])
            {
                Reference = m is "rate/achieved" or "throughput" ? "rate/requested" : null,
            }).Where(c => !c.IsEmpty).ToList();
            if (charts.Count == 0)
            {
                continue;
            }

            drawn = true;
            var legend = charts.Max(c => c.OwnLegendHeight);
            charts.ForEach(c => c.LegendHeight = legend);
            page.Figure(html =>
            {
                using (html.In("div", ("class", "multiples")))
                {
                    charts.ForEach(c => c.Draw(html));
                }
            }, Caption(group.Key, sweep, [.. group]));
        }

        if (!drawn)
        {
            page.Paragraph("No metric has values at these points, so there is nothing to draw.", "note");
        }
    }

    private static IEnumerable<string> Metrics(IEnumerable<WorkloadView> workloads)
    {
        var all = workloads.ToList();
        var http = Http.Where(m => all.Any(w => w.Value(m) is not null) && (m != "errors" || all.Any(w => w.Value(m) > 0))).ToList();
        return http.Count > 1 ? http : all.SelectMany(w => w.KeyMetrics().Select(m => m.Key)).Distinct(StringComparer.Ordinal).Take(MostCharts);
    }

    private static string Caption(string workload, Sweep sweep, List<WorkloadView> all)
    {
        var caption = $"Workload {workload} over {sweep.X.Name}"
            + (sweep.Others.Count > 0 ? $", one {(sweep.X.IsNumeric ? "line" : "colour")} per {string.Join(" and ", sweep.Others.Select(o => o.Name))}" : "") + ".";
        var repeats = all.Max(w => w.Point.Repeats);
        caption += repeats > 1 ? " Marks are medians over the repeats, whiskers reach from the lowest to the highest." : " One repeat per point: there are no whiskers.";
        var lines = all.Select(w => sweep.LineOf(w.Point)).Distinct(StringComparer.Ordinal).Count();
        return lines > SweepChart.MostLines ? caption + $" {SweepChart.MostLines} of {lines} combinations are drawn; the table has all." : caption;
    }
}
