using Bench.Reports.Html;
using Bench.Reports.Html.Sections;

namespace Bench.Reports;

/// <summary>Writes <c>report.html</c>: one file that needs nothing else, complete without script, light and dark, and fit to print. It is well-formed XML too.</summary>
public static class HtmlReport
{
    private const int FewPoints = 8;

    public static string Render(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var summary = input.Summary;
        var series = new SeriesSet(input.Series, summary.Started);
        var page = new Page($"{summary.Recipe} – {ReportFacts.VerdictName(summary.Verdict)}");
        using (page.Open())
        {
            HeadSection.Write(page, summary);
            // Over many points the shape says more than the numbers; for a few it is the other way round.
            if (summary.Points.Count > FewPoints)
            {
                SweepSection.Write(page, summary);
            }

            FiguresSection.Write(page, summary);
            if (summary.Points.Count <= FewPoints)
            {
                SweepSection.Write(page, summary);
            }

            PairsSection.Write(page, input);
            LatencySection.Write(page, summary);
            RunSection.Write(page, summary, series);
            PointsSection.Write(page, summary, series);
            GatesSection.Write(page, summary);
            BackSection.Write(page, input);
        }

        return page.ToString();
    }
}
