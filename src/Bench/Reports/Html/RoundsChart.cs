using Bench.Reports.Pairs;

namespace Bench.Reports.Html;

/// <summary>The skew of each round's start, in the order in which they were played.</summary>
internal sealed class RoundsChart(PairSummary pairs)
{
    private const double Width = 852;
    private const double PlotHeight = 110;
    private const double Left = 58;
    private const double Right = 14;
    private const int FewRounds = 150;

    public void Draw(Markup page)
    {
        var skews = pairs.Rounds.Skew;
        var svg = new Svg(page);
        using (svg.Open(Width, PlotHeight + 74, $"Skew of the start by round, {pairs.Workload}"))
        {
            var y = LinearAxis.Covering(0, skews.OfType<double>().DefaultIfEmpty(0).Max(), "s", 3);
            var plot = new Plot(svg, LinearAxis.Covering(0, Math.Max(1, skews.Count), "1", 8), y, Left, 30, Width - Left - Right, PlotHeight);
            plot.Frame();
            plot.YTitle(Plot.Titled("Skew of the start", y));
            plot.XTitle("Rounds, in the order in which they were played");
            using (plot.Data())
            {
                plot.Line([.. Enumerable.Range(0, skews.Count).Where(i => skews[i] is not null).Select(i => new Sample(i + 1, skews[i]!.Value))], new Style(0), "skew", 400);
                for (var i = 0; i < skews.Count; i++)
                {
                    // A round with pairs that failed stands out by shape and colour.
                    if (pairs.Rounds.Failed[i] > 0)
                    {
                        svg.Mark(plot.X.Map(i + 1), plot.Y.Map(skews[i] ?? 0), 4, 2, new Style(1).MarkClass, $"{Name(i)}: {pairs.Rounds.Failed[i]:0} of {pairs.Rounds.Pairs[i]:0} pairs failed");
                    }
                    else if (skews[i] is { } skew && skews.Count <= FewRounds)
                    {
                        svg.Mark(plot.X.Map(i + 1), plot.Y.Map(skew), 2.4, 0, new Style(0).MarkClass, $"{Name(i)}: {Quantity.Format(skew, "s")}");
                    }
                }
            }
        }
    }

    private string Name(int i) => $"repeat {pairs.Rounds.Repeat[i]:0}, {(pairs.Rounds.Round[i] is { } round ? $"round {round:0}" : "all rounds")}";
}
