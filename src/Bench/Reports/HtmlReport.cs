using Bench.Reports.Html;
using Bench.Reports.Html.Sections;

namespace Bench.Reports;

/// <summary>Writes <c>report.html</c>: one file that needs nothing else, complete without script, light and dark, and fit to print. It is well-formed XML too.</summary>
public static class HtmlReport
{
    public static string Render(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var summary = input.Summary;
        var series = new SeriesSet(input.Series, summary.Started);
        var page = new Page($"{summary.Recipe} – {ReportFacts.VerdictName(summary.Verdict)}");
        using (page.Open())
        {
            HeadSection.Write(page, summary);
            FiguresSection.Write(page, summary);
            SweepSection.Write(page, summary);
            LatencySection.Write(page, summary);
            RunSection.Write(page, summary, series);
            PointsSection.Write(page, summary, series);
            GatesSection.Write(page, summary);
            BackSection.Write(page, input);
        }

        return page.ToString();
    }
}
