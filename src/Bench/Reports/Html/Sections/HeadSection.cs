using Bench.Reports.Pairs;

namespace Bench.Reports.Html.Sections;

/// <summary>Title, verdict with its reasons, what is missing, and where something stalled.</summary>
internal static class HeadSection
{
    private const int MostFindings = 6;

    public static void Write(Page page, RunSummary summary)
    {
        var html = page.Markup;
        using (html.In("header"))
        {
            html.Add("h1", summary.Recipe.Length > 0 ? summary.Recipe : "Benchmark");
            if (summary.Description is { Length: > 0 } description)
            {
                page.Paragraph(description, "lead");
            }

            using (html.In("p", ("class", "meta")))
            {
                html.Text("Run ").Add("code", summary.Run).Text($" on {summary.Cluster} · {ReportFacts.Time(summary.Started)} · took {Quantity.Duration(summary.Ended - summary.Started)}");
                html.Text($" · {ReportFacts.Count(summary.Points.Count, "point")}");
                html.Text(summary.Tool is { Length: > 0 } tool ? " · " + tool : "");
            }
        }

        if (ReportFacts.Incomplete(summary) is { } incomplete)
        {
            html.Add("p", incomplete, ("class", "incomplete"), ("role", "alert")).Line();
        }

        Verdict(html, summary);
        Stalls(html, summary);
    }

    private static void Verdict(Markup html, RunSummary summary)
    {
        var name = ReportFacts.VerdictName(summary.Verdict);
        using (html.In("div", ("class", "verdict " + summary.Verdict.ToString().ToLowerInvariant())))
        {
            using (html.In("p", ("class", "stamp")))
            {
                html.Add("strong", name).Text(" – " + ReportFacts.VerdictMeaning(summary.Verdict) + ".");
            }

            // A broken cable is what one reads first.
            var headlines = PairFacts.Headlines(summary);
            foreach (var headline in headlines)
            {
                html.Line().Add("p", headline, ("class", "headline"));
            }

            if (summary.Reasons.Count == 0)
            {
                html.Add("p", headlines.Count > 0 ? "Nothing speaks against the figures themselves." : "Nothing speaks against the results: see the definitions at the end for what was checked and measured.");
                return;
            }

            using (html.In("ul"))
            {
                foreach (var reason in summary.Reasons)
                {
                    using (html.Line().In("li"))
                    {
                        html.Add("code", reason.Code);
                        html.Text((reason.Point is { } point ? $" at {point}: " : " ") + reason.Text);
                        if (Glossary.OfReason(reason.Code) is { } meaning)
                        {
                            html.Text(" ").Add("span", meaning, ("class", "meaning"));
                        }
                    }
                }
            }
        }
    }

    private static void Stalls(Markup html, RunSummary summary)
    {
        var findings = StallFinding.In(summary);
        foreach (var finding in findings.Take(MostFindings))
        {
            using (html.Line().In("div", ("class", "stall")))
            {
                html.Add("b", $"{finding.Workload} at {finding.Point}. ").Text(finding.Text);
            }
        }

        if (findings.Count > MostFindings)
        {
            html.Add("p", $"The same holds at {ReportFacts.Count(findings.Count - MostFindings, "more place")}; the points below say where.", ("class", "note"));
        }
    }
}
