namespace Bench.Reports.Html.Sections;

/// <summary>What it takes to judge and repeat the run: recipe, environment, command, definitions.</summary>
internal static class BackSection
{
    public static void Write(Page page, ReportInput input)
    {
        var summary = input.Summary;
        using (page.Section("How to reproduce", "reproduce"))
        {
            page.Paragraph("The command makes the run again; the recipe below is the resolved one, with all defaults written out.");
            using (page.Markup.In("pre"))
            {
                page.Markup.Add("code", ReportFacts.Command(summary));
            }

            using (page.Details("Recipe", open: summary.Points.Count <= 1))
            {
                if (input.RecipeText.Trim().Length == 0)
                {
                    page.Paragraph("The recipe's text was not kept with the run.", "note");
                }
                else
                {
                    YamlListing.Write(page.Markup, input.RecipeText);
                }
            }
        }

        Environment(page, summary);
        Definitions(page, summary);
        using (page.Markup.Line().In("footer"))
        {
            page.Markup.Text($"{summary.Recipe}, run {summary.Run}, {ReportFacts.Time(summary.Started)}. Written by {summary.Tool ?? "Bench"} from summary.json and metrics/*.csv.");
        }
    }

    private static void Environment(Page page, RunSummary summary)
    {
        using var section = page.Section("Environment", "environment");
        if (summary.Environment.Count == 0)
        {
            page.Paragraph("Nothing was recorded about the environment.", "note");
            return;
        }

        var html = page.Markup;
        using (html.In("table", ("class", "pairs")))
        using (html.In("tbody"))
        {
            foreach (var (name, value) in summary.Environment.OrderBy(e => e.Key, StringComparer.Ordinal))
            {
                using (html.Line().In("tr"))
                {
                    html.Add("th", name, ("scope", "row")).Add("td", value);
                }
            }
        }
    }

    private static void Definitions(Page page, RunSummary summary)
    {
        // A tool between nodes says itself what it measures; median, worst and the like are one family.
        var tools = summary.Points.SelectMany(p => p.Pairs).SelectMany(p => p.Matrices).DistinctBy(m => (m.Metric, m.Definition)).ToDictionary(m => (m.Metric, m.Definition), m => m.Description);
        var families = summary.Points.SelectMany(p => p.Metrics)
            .Select(m => (Name: MetricOrder.Split(m.Key).Metric, m.Value.Definition, m.Value.Unit))
            .Select(m => (m.Name, m.Definition, m.Unit, Tool: m.Name.LastIndexOf('/') is > 0 and var end ? m.Name[..end] : m.Name))
            .Select(m => tools.TryGetValue((m.Tool, m.Definition), out var said)
                ? (Family: m.Tool, m.Definition, m.Unit, Text: Sentence(said))
                : (Family: Glossary.FamilyOf(m.Name), m.Definition, m.Unit, Text: Glossary.OfMetric(m.Name)))
            .DistinctBy(m => (m.Family, m.Definition))
            .OrderBy(m => m.Family + "/p0", MetricOrder.ByMeaning).ThenBy(m => m.Family, MetricOrder.ByMeaning)
            .ToList();
        if (families.Count == 0)
        {
            return;
        }

        using var section = page.Section("Definitions", "definitions");
        var html = page.Markup;
        using (html.In("dl", ("class", "definitions")))
        {
            foreach (var (family, definition, unit, text) in families)
            {
                using (html.Line().In("dt"))
                {
                    html.Text(family + " ").Add("code", definition).Text(unit is "1" or "" ? "" : $" in {unit}");
                }

                html.Add("dd", text ?? (MetricOrder.IsResource(family)
                    ? "Use of the job's processes, read at the interval of 'metrics: every'."
                    : "As the tool or the recipe defines it; the id is explained in docs/metrics.md where Bench measures it."));
            }
        }

        page.Paragraph("Percentiles and counts of one point are taken per repeat; the median over the repeats is shown. "
            + "± is the sample standard deviation (n − 1). VALID, DEGRADED and INVALID follow from the thresholds under 'validity' in the recipe.", "note");
    }

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ", over the pairs: median, worst, best, mean, and the sum of what ran at the same time.";
}
