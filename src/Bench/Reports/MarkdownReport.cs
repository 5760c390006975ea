using System.Text;
using Bench.Reports.Pairs;
using static Bench.Reports.MarkdownText;

namespace Bench.Reports;

/// <summary>Writes <c>report.md</c>, in GitHub flavoured Markdown. All that comes from recipes and jobs is escaped.</summary>
public static class MarkdownReport
{
    // The whole list is in the html; a page that people paste into an issue stays readable.
    private const int MostFindings = 10;

    public static string Render(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var summary = input.Summary;
        var text = new StringBuilder();
        Head(text, summary);
        MarkdownFigures.Append(text, summary);
        MarkdownPairs.Append(text, input);
        Findings(text, summary);
        Gates(text, summary);
        Details(text, input);
        text.Append("Charts, all metrics and their definitions: [report.html](report.html). Data: [summary.json](summary.json), time series in [metrics/](metrics/).\n");
        return text.ToString();
    }

    private static void Head(StringBuilder text, RunSummary summary)
    {
        text.Append("# ").Append(Escape(summary.Recipe)).Append("\n\n");
        var mark = summary.Verdict switch { Verdict.Valid => "🟢", Verdict.Degraded => "🟠", _ => "🔴" };
        text.Append("**").Append(mark).Append(' ').Append(ReportFacts.VerdictName(summary.Verdict)).Append("** – ")
            .Append(ReportFacts.VerdictMeaning(summary.Verdict)).Append('.');
        // A broken cable is what one reads first.
        foreach (var headline in PairFacts.Headlines(summary))
        {
            text.Append(" **").Append(Escape(headline)).Append("**");
        }

        text.Append("\n\n");
        if (ReportFacts.Incomplete(summary) is { } incomplete)
        {
            text.Append("**").Append(Escape(incomplete)).Append("**\n\n");
        }

        foreach (var reason in summary.Reasons)
        {
            text.Append("- ").Append(Code(reason.Code)).Append(reason.Point is { } point ? $" at {Escape(point)}" : "")
                .Append(": ").Append(Escape(reason.Text));
            if (Glossary.OfReason(reason.Code) is { } meaning)
            {
                text.Append(" *").Append(meaning).Append('*');
            }

            text.Append('\n');
        }

        text.Append(summary.Reasons.Count > 0 ? "\n" : "");
        if (summary.Description is { Length: > 0 } description)
        {
            text.Append(EscapeParagraph(description)).Append("\n\n");
        }

        text.Append("Run ").Append(Code(summary.Run)).Append(" on ").Append(Escape(summary.Cluster)).Append(", ")
            .Append(ReportFacts.Time(summary.Started)).Append(", took ").Append(Quantity.Duration(summary.Ended - summary.Started))
            .Append(summary.Tool is { Length: > 0 } tool ? $", by {Escape(tool)}" : "").Append(".\n\n");
    }

    private static void Findings(StringBuilder text, RunSummary summary)
    {
        var findings = StallFinding.In(summary);
        foreach (var finding in findings.Take(MostFindings))
        {
            text.Append("> **").Append(Escape(finding.Workload)).Append(" at ").Append(Escape(finding.Point)).Append(":** ")
                .Append(finding.Text).Append("\n>\n");
        }

        if (findings.Count > MostFindings)
        {
            text.Append("> The same at ").Append(ReportFacts.Count(findings.Count - MostFindings, "more place")).Append("; see the html report.\n>\n");
        }

        if (findings.Count > 0)
        {
            // The last ">" line joined paragraphs of the quotation; it is not needed behind the last.
            text.Length -= 2;
            text.Append('\n');
        }
    }

    private static void Gates(StringBuilder text, RunSummary summary)
    {
        if (summary.Gates.Count == 0)
        {
            return;
        }

        var table = new MarkdownTable("", "Point", "Metric", "Found");
        foreach (var gate in summary.Gates)
        {
            table.Add(gate.Passed switch { true => "passed", false => "**failed**", null => "not judged" }, Escape(gate.Point), Code(gate.Metric), Escape(gate.Text));
        }

        text.Append("## Gates\n\n").Append(table).Append('\n');
    }

    private static void Details(StringBuilder text, ReportInput input)
    {
        var summary = input.Summary;
        if (summary.Environment.Count > 0)
        {
            var table = new MarkdownTable("", "");
            foreach (var (name, value) in summary.Environment.OrderBy(e => e.Key, StringComparer.Ordinal))
            {
                table.Add(Escape(name), Escape(value));
            }

            text.Append("<details><summary>Environment</summary>\n\n").Append(table).Append("\n</details>\n\n");
        }

        if (input.RecipeText.Length > 0)
        {
            text.Append("<details><summary>Recipe</summary>\n\n").Append(Block(input.RecipeText, "yaml")).Append("\n\n</details>\n\n");
        }

        text.Append("To run it again:\n\n").Append(Block(ReportFacts.Command(summary), "sh")).Append("\n\n");
    }
}
