using Bench.Reports.Pairs;

namespace Bench.Reports.Html.Sections;

/// <summary>Workloads between nodes: what stands out, the matrices, the rounds, and what failed.</summary>
internal static class PairsSection
{
    private const int MostFindings = 30;
    private const int MostTableRounds = 24;
    private const int MostOpenPoints = 2;

    public static void Write(Page page, ReportInput input)
    {
        var all = input.Summary.Points.SelectMany(p => p.Pairs.Select(w => (Point: p, Pairs: w))).ToList();
        if (all.Count == 0)
        {
            return;
        }

        using var section = page.Section("Between nodes", "pairs");
        foreach (var (point, pairs) in all)
        {
            var label = PairFacts.Label(input.Summary, point, pairs);
            if (all.Select(a => a.Point.Id).Distinct().Count() > MostOpenPoints)
            {
                using (page.Details(label, css: "point"))
                {
                    One(page, input, point, pairs);
                }
            }
            else
            {
                page.Markup.Add("h3", label);
                One(page, input, point, pairs);
            }
        }
    }

    private static void One(Page page, ReportInput input, PointSummary point, PairSummary pairs)
    {
        page.Paragraph($"{PairFacts.What(pairs)}. {pairs.Measured:#,0} of {pairs.Planned:#,0} measurements gave values. {PairFacts.Skew(pairs)}".TrimEnd());
        Findings(page, [.. input.Summary.Findings.Where(f => f.Point == point.Id && f.Workload == pairs.Workload)]);
        foreach (var view in PairFacts.Main(input, point, pairs))
        {
            Matrix(page, view);
        }

        var others = PairFacts.Others(input, point, pairs);
        if (others.Count > 0)
        {
            using (page.Details($"Matrices of {string.Join(", ", others.Select(o => o.Title))}"))
            {
                foreach (var view in others)
                {
                    Matrix(page, view);
                }
            }
        }

        Rounds(page, pairs);
    }

    private static void Findings(Page page, List<PairFinding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        using (page.Markup.In("ul", ("class", "findings")))
        {
            foreach (var finding in findings.Take(MostFindings))
            {
                page.Markup.Line().Add("li", PairFacts.Sentence(finding));
            }

            if (findings.Count > MostFindings)
            {
                page.Markup.Line().Add("li", $"{ReportFacts.Count(findings.Count - MostFindings, "more finding")} in summary.json.");
            }
        }
    }

    private static void Matrix(Page page, PairMatrixView view)
    {
        if (!view.HasCells)
        {
            page.Paragraph($"The matrix of {view.Title} is in metrics/{view.Matrix.File}.", "note");
            return;
        }

        page.Figure(
            html => new HeatMap(view).Draw(html),
            $"{view.Title} between the nodes: {view.Matrix.Description}. Medians over the repeats; beside and below, the medians of each client and server. All figures: metrics/{view.Matrix.File}.");
    }

    private static void Rounds(Page page, PairSummary pairs)
    {
        var rounds = pairs.Rounds;
        if (rounds.Pairs.Count == 0)
        {
            page.Paragraph("The rounds are in metrics/rounds.csv.", "note");
            return;
        }

        if (rounds.Pairs.Count > MostTableRounds)
        {
            page.Figure(html => new RoundsChart(pairs).Draw(html),
                $"How far apart the clients of a round of {pairs.Workload} were started." + (pairs.Failed > 0 ? " Triangles: rounds with pairs that failed." : ""));
            return;
        }

        using (page.Details($"Rounds of {pairs.Workload}"))
        {
            Table(page.Markup, pairs);
        }
    }

    private static void Table(Markup html, PairSummary pairs)
    {
        var rounds = pairs.Rounds;
        var unit = pairs.Matrices[0].Unit;
        var repeats = rounds.Repeat.Distinct().Count() > 1;
        using (html.In("div", ("class", "scroll")))
        using (html.In("table"))
        {
            using (html.In("thead"))
            using (html.In("tr"))
            {
                foreach (var name in (string[])[.. repeats ? ["Repeat"] : Array.Empty<string>(), "Round", "Pairs", "Failed", "Median " + pairs.Matrices[0].Metric, "Skew of the start"])
                {
                    html.Add("th", name, ("class", "n"));
                }
            }

            using (html.In("tbody"))
            {
                for (var i = 0; i < rounds.Pairs.Count; i++)
                {
                    using (html.Line().In("tr"))
                    {
                        if (repeats)
                        {
                            html.Add("td", Quantity.Format(rounds.Repeat[i], "1"), ("class", "n"));
                        }

                        html.Add("td", rounds.Round[i] is { } round ? Quantity.Format(round, "1") : "all", ("class", "n"));
                        html.Add("td", Quantity.Format(rounds.Pairs[i], "1"), ("class", "n"));
                        html.Add("td", Quantity.Format(rounds.Failed[i], "1"), ("class", rounds.Failed[i] > 0 ? "n bad" : "n"));
                        html.Add("td", Quantity.Format(rounds.Median[i], unit), ("class", "n"));
                        html.Add("td", Quantity.Format(rounds.Skew[i], "s"), ("class", "n"));
                    }
                }
            }
        }
    }
}
