namespace Bench.Reports.Html.Sections;

/// <summary>All metrics of a point.</summary>
internal static class MetricTable
{
    private const int MostValues = 5;

    public static void Write(Page page, PointSummary point)
    {
        var workloads = WorkloadView.Of(point);
        if (workloads.All(w => w.Metrics.Count == 0))
        {
            page.Paragraph("No metric was measured at this point.", "note");
            return;
        }

        var html = page.Markup;
        using (html.In("div", ("class", "scroll")))
        using (html.In("table"))
        {
            using (html.In("thead"))
            using (html.In("tr"))
            {
                foreach (var (name, css) in new[] { ("Metric", null), ("Median", "n"), ("Min … max", "n"), ("± stdev", "n"), ("Repeats", "n"), ("Better", null), ("Definition", (string?)null) })
                {
                    html.Add("th", name, ("class", css));
                }
            }

            using (html.In("tbody"))
            {
                foreach (var workload in workloads)
                {
                    foreach (var (name, metric) in workload.Metrics)
                    {
                        Row(html.Line(), workload, name, metric);
                    }
                }
            }
        }

        Note(page, workloads);
    }

    private static void Note(Page page, IEnumerable<WorkloadView> workloads)
    {
        if (workloads.Any(w => w.Metrics.Any(m => m.Value.Value is not null && !w.IsTrusted(m.Key))))
        {
            page.Paragraph(ReportFacts.UntrustedNote, "note");
        }
    }

    private static void Row(Markup html, WorkloadView workload, string name, MetricSummary metric)
    {
        var values = metric.Values.Count is > 1 and <= MostValues
            ? string.Join(" · ", metric.Values.Select(v => Quantity.Format(v, metric.Unit)))
            : Quantity.Format(metric.N, "1");
        using (html.In("tr"))
        {
            html.Add("td", workload.Name.Length == 0 ? name : $"{workload.Name}/{name}", ("class", "name"));
            html.Add("td", metric.N == 0 && metric.Value is null ? "not measured" : KeyFigures.Value(workload, name), ("class", "n"));
            html.Add("td", Quantity.Range(metric).Trim('[', ']'), ("class", "n"));
            html.Add("td", metric.Stdev is { } stdev && double.IsFinite(stdev) ? Quantity.Deviation(stdev, metric.Unit) : "", ("class", "n"));
            html.Add("td", values, ("class", "n"));
            html.Add("td", metric.Better.ToString().ToLowerInvariant());
            html.Add("td", metric.Definition, ("class", "id"));
        }
    }
}
