namespace Bench.Reports.Html.Sections;

/// <summary>The latency distribution, while the points are few enough to look at each.</summary>
internal static class LatencySection
{
    public static void Write(Page page, RunSummary summary)
    {
        var workloads = summary.Points.SelectMany(WorkloadView.Of).Where(w => w.Distributions.Any()).ToList();
        if (summary.Points.Count is 0 or > Style.Colours || (workloads.Count == 0 && (summary.Points.Count > 1 || summary.Points[0].Pairs.Count > 0)))
        {
            return;
        }

        using var section = page.Section("Latency distribution", "latency");
        if (summary.Points.Count > 1)
        {
            foreach (var group in workloads.GroupBy(w => w.Name))
            {
                Compare(page, [.. group]);
            }

            return;
        }

        foreach (var workload in workloads)
        {
            Chart(page, workload);
        }

        if (workloads.Count == 0)
        {
            page.Paragraph("No latency distribution was recorded, so there is no curve to draw.", "note");
        }
    }

    public static void Chart(Page page, WorkloadView workload) =>
        page.Figure(html => PercentileChart.Draw(html, workload), Caption(workload));

    private static void Compare(Page page, IReadOnlyList<WorkloadView> workloads)
    {
        var from = Distributed.FromIntended(workloads[0].Distributions.First()) ? ", from the intended send time" : "";
        page.Figure(
            html => PercentileChart.Compare(html, workloads),
            $"Latency of {workloads[0].Name} by percentile{from}, one curve per point, repeats merged. Dashed: too few samples. Each point below has both curves and its repeats.");
    }

    private static string Caption(WorkloadView workload)
    {
        var curves = workload.Distributions.ToList();
        var caption = $"Latency of {workload.Name} by percentile, {Quantity.Format(curves[0].Count, "1")} requests"
            + (workload.Point.Repeats > 1 ? $" of {workload.Point.Repeats} repeats merged; dots are the percentiles of single repeats." : ".");
        if (curves.Any(Distributed.FromIntended) && curves.Count > 1)
        {
            caption += " Where only one curve is seen, both coincide; where they part, requests waited to be sent.";
        }

        return curves[0].TrustedTo < 99.999
            ? caption + $" Beyond {ReportFacts.Percentile(curves[0].TrustedTo)} % (dashed) there are too few samples to rely on, by the early-stopping rule of MLPerf at 99 % confidence."
            : caption;
    }
}
