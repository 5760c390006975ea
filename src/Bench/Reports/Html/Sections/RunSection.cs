namespace Bench.Reports.Html.Sections;

/// <summary>The whole run on one time axis.</summary>
internal static class RunSection
{
    public static void Write(Page page, RunSummary summary, SeriesSet series)
    {
        using var section = page.Section("The run over time", "run");
        var chart = new TimelineChart(summary, series);
        if (chart.IsEmpty)
        {
            page.Paragraph("Neither a timeline nor any time series was recorded, so there is nothing to draw.", "note");
            return;
        }

        var shaded = summary.Timeline.Any(t => t.Kind == "workload")
            ? " Shaded: measurement of a workload" + (summary.Timeline.Any(t => t.Measured > t.Started) ? "; hatched: its warm-up." : ".")
            : "";
        page.Figure(chart.Draw, "The run over time." + shaded + (chart.Panels.Count == 0 ? " No time series was recorded." : ""));
        if (chart.LeftOut.Count > 0)
        {
            page.Paragraph($"{ReportFacts.Count(chart.LeftOut.Count, "more metric")} in metrics/*.csv without a panel here: {string.Join(", ", chart.LeftOut)}.", "note");
        }
    }
}
