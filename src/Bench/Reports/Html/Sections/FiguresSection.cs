namespace Bench.Reports.Html.Sections;

/// <summary>The key figures: large for one point, as a table for several.</summary>
internal static class FiguresSection
{
    public static void Write(Page page, RunSummary summary)
    {
        using var section = page.Section("Key figures", "figures");
        var workloads = summary.Points.SelectMany(WorkloadView.Of).Where(w => !w.IsResource).ToList();
        if (workloads.Count == 0)
        {
            page.Paragraph(summary.Points.Count == 0
                ? "No point was measured, so there are no figures to show."
                : "No workload gave a value, so there are no figures to show.", "note");
            return;
        }

        if (summary.Points.Count == 1)
        {
            foreach (var workload in workloads)
            {
                Tiles(page.Markup, workload, workloads.Count > 1);
            }
        }
        else
        {
            foreach (var group in workloads.GroupBy(w => w.Name))
            {
                Table(page.Markup, group.Key, [.. group], summary.Points);
            }
        }

        page.Paragraph(workloads.Any(w => w.Point.Repeats > 1)
            ? ReportFacts.SpreadNote
            : "One repeat: there is no spread to show, and no way to tell chance from effect. 'repeat: 3' in the recipe gives one.", "note");
        if (ReportFacts.HasUntrusted(workloads))
        {
            page.Paragraph(ReportFacts.UntrustedNote, "note");
        }
    }

    private static void Tiles(Markup html, WorkloadView workload, bool named)
    {
        if (named)
        {
            html.Add("h3", workload.Name);
        }

        using (html.In("dl", ("class", "tiles")))
        {
            foreach (var (name, metric) in workload.KeyMetrics())
            {
                using (html.Line().In("div"))
                {
                    html.Add("dt", Glossary.Title(name));
                    html.Add("dd", KeyFigures.Value(workload, name), ("class", "value"));
                    var spread = Quantity.Spread(metric);
                    html.Add("dd", spread.Length > 0 ? $"{spread}, n = {metric.N}" : Share(workload, name), ("class", "spread"));
                }
            }
        }
    }

    private static string Share(WorkloadView workload, string metric) => metric switch
    {
        "errors" when workload.Value("requests") is { } requests => $"of {Quantity.Format(requests, "1")} requests",
        "rate/achieved" when workload.Value("rate/requested") is > 0 and var asked && workload.Value(metric) is { } got =>
            $"{Quantity.Format(100 * got / asked, "%")} of the requested",
        _ => "",
    };

    private static void Table(Markup html, string name, IReadOnlyList<WorkloadView> workloads, IReadOnlyList<PointSummary> points)
    {
        var sweep = Sweep.Of(points);
        SweepParameter[] parameters = sweep is null ? [] : [.. sweep.Others, sweep.X];
        var metrics = WorkloadView.Columns(workloads, parameters);
        if (metrics.Count == 0)
        {
            return;
        }

        html.Add("h3", name.Length > 0 ? name : "Run");
        using (html.In("div", ("class", workloads.Count > 12 ? "scroll tall" : "scroll")))
        using (html.In("table", ("class", "figures")))
        {
            using (html.In("thead"))
            using (html.In("tr"))
            {
                html.Add("th", "Point");
                foreach (var parameter in parameters)
                {
                    html.Add("th", parameter.Name, ("title", parameter.Path), ("class", "n"));
                }

                foreach (var metric in metrics)
                {
                    html.Add("th", Glossary.Title(metric), ("class", "n"));
                }
            }

            using (html.In("tbody"))
            {
                foreach (var workload in workloads)
                {
                    Row(html.Line(), workload, parameters, metrics);
                }
            }
        }
    }

    private static void Row(Markup html, WorkloadView workload, SweepParameter[] parameters, IReadOnlyList<string> metrics)
    {
        using (html.In("tr"))
        {
            using (html.In("td"))
            {
                html.Add("a", workload.Point.Id, ("href", "#" + PointsSection.Anchor(workload.Point)));
            }

            foreach (var parameter in parameters)
            {
                html.Add("td", workload.Point.Set.GetValueOrDefault(parameter.Path, Quantity.Missing), ("class", "n swept"));
            }

            foreach (var metric in metrics)
            {
                using (html.In("td", ("class", "n")))
                {
                    html.Text(KeyFigures.Value(workload, metric));
                    if (workload.Metric(metric) is { } m && Quantity.Range(m) is { Length: > 0 } range)
                    {
                        html.Add("small", range);
                    }
                }
            }
        }
    }
}
