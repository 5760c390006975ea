namespace Bench.Reports.Html.Sections;

/// <summary>Each point: distribution and course of its workloads, and all of its metrics.</summary>
internal static class PointsSection
{
    // Many points share the page's weight: their charts are drawn coarser.
    private const int ManyPoints = 24;
    private const int FineColumns = 300;
    private const int CoarseColumns = 60;

    public static string Anchor(PointSummary point) => "point-" + point.Id;

    public static void Write(Page page, RunSummary summary, SeriesSet series)
    {
        if (summary.Points.Count == 0)
        {
            return;
        }

        using var section = page.Section(summary.Points.Count == 1 ? "All metrics" : "Points", "points");
        if (summary.Points.Count == 1)
        {
            One(page, summary, summary.Points[0], series, 0);
            return;
        }

        foreach (var (point, index) in summary.Points.Select((p, i) => (p, i)))
        {
            using (page.Markup.Line().In("div", ("id", Anchor(point))))
            using (page.Details($"{Sweep.Label(point)} – {ReportFacts.Repeats(point)}", css: "point"))
            {
                One(page, summary, point, series, index);
            }
        }
    }

    private static void One(Page page, RunSummary summary, PointSummary point, SeriesSet series, int index)
    {
        var drawn = 0;
        foreach (var (workload, i) in WorkloadView.Of(point).Select((w, i) => (w, i)))
        {
            if (summary.Points.Count > 1 && workload.Distributions.Any())
            {
                LatencySection.Chart(page, workload);
                drawn++;
            }

            var chart = new RepeatsChart(summary, workload, series.Of(workload)) { Columns = summary.Points.Count > ManyPoints ? CoarseColumns : FineColumns };
            if (!chart.IsEmpty)
            {
                page.Figure(html => chart.Draw(html, $"p{index}w{i}"), Caption(workload));
                drawn++;
            }
        }

        if (drawn == 0 && summary.Points.Count > 1)
        {
            page.Paragraph("No distribution and no time series was recorded at this point.", "note");
        }

        using (page.Details($"All metrics of {point.Id}", css: "metrics"))
        {
            MetricTable.Write(page, point);
        }
    }

    private static string Caption(WorkloadView workload) =>
        $"{workload.Name} at {workload.Point.Id} over time, from the start of its measurement"
        + (workload.Point.Repeats > 1 ? $"; {workload.Point.Repeats} repeats laid over each other." : ".");
}
