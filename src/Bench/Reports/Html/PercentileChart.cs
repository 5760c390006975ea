namespace Bench.Reports.Html;

/// <summary>A workload's latency over the percentiles: corrected and uncorrected curve, the part that too few samples stand behind dashed, each repeat as dots.</summary>
internal static class PercentileChart
{
    private const double Width = 800;
    private const double PlotHeight = 270;
    private const double Left = 66;
    private const double Right = 18;
    private const double LogFrom = 20;

    /// <summary>The curves of one workload at one point.</summary>
    public static void Draw(Markup page, WorkloadView workload) =>
        Draw(page, [.. workload.Distributions], workload, $"Latency by percentile of {workload.Name} at {workload.Point.Id}");

    /// <summary>One curve per point, to compare these.</summary>
    public static void Compare(Markup page, IReadOnlyList<WorkloadView> workloads) =>
        Draw(page, [.. workloads.Select(w => w.Distributions.First() with { Label = Sweep.Label(w.Point) })], null, $"Latency by percentile of {workloads[0].Name}");

    // Without a workload the curves are those of several.
    private static void Draw(Markup page, List<Distribution> curves, WorkloadView? workload, string title)
    {
        var unit = curves[0].Unit;
        var x = PercentileAxis.For(curves.Max(c => c.Count));
        var values = curves.SelectMany(c => Visible(c, x.Max)).Select(p => p.Value).ToList();
        var (low, high) = (values.Where(v => v > 0).DefaultIfEmpty(1).Min(), values.Max());
        Axis y = high / low > LogFrom ? LogAxis.Covering(low, high, unit) : LinearAxis.Covering(0, high, unit, 6);

        var items = curves.Select((c, i) => new LegendItem(c.Label, new Style(i), workload is null ? i : null)).ToList();
        var repeats = workload?.Point.Repeats > 1 ? workload : null;
        if (repeats is not null)
        {
            items.Add(new LegendItem("single repeats", new Style(0, Faint: true), 0));
        }

        var legend = Legend.Height(items, Width - Left);
        var top = legend + 32;
        var svg = new Svg(page);
        using (svg.Open(Width, top + PlotHeight + 46, title))
        {
            Legend.Draw(svg, items, Left, 2, Width - Left);
            var plot = new Plot(svg, x, y, Left, top, Width - Left - Right, PlotHeight);
            plot.Frame();
            plot.YTitle(Plot.Titled("Latency", y));
            plot.XTitle("Percentile (%), logarithmic in 1 / (1 − p)");
            if (workload is not null)
            {
                Trust(svg, plot, curves[0], top);
            }

            using (plot.Data())
            {
                // The first curve is the one that counts, so it is drawn last, on top.
                foreach (var (curve, i) in curves.Select((c, i) => (c, i)).Reverse())
                {
                    Curve(plot, curve, i, repeats, svg);
                    if (workload is null)
                    {
                        Marks(plot, curve, i, svg);
                    }
                }
            }
        }
    }

    private static void Trust(Svg svg, Plot plot, Distribution curve, double top)
    {
        if (curve.TrustedTo >= plot.X.Max || curve.TrustedTo <= 0)
        {
            return;
        }

        var x = plot.X.Map(curve.TrustedTo);
        svg.Rect(x, top, plot.X.To - x, PlotHeight, "untrusted");
        svg.Line(x, top, x, plot.Bottom, "limit");
        var text = "too few samples";
        if (plot.X.To - x > Svg.TextWidth(text) + 10)
        {
            svg.Text(plot.X.To - 6, plot.Bottom - 8, text, "note end");
        }
    }

    private static void Curve(Plot plot, Distribution curve, int index, WorkloadView? repeats, Svg svg)
    {
        const int Columns = 350;
        var points = Visible(curve, plot.X.Max).Select(c => new Sample(c.Percentile, c.Value)).ToList();
        // Both parts share the point at the border, so that the line has no hole there.
        var border = points.FindIndex(p => p.X > curve.TrustedTo);
        var solid = border < 0 ? points : points[..border];
        var dashed = border < 0 ? [] : points[Math.Max(0, border - 1)..];
        plot.Line(solid, new Style(index), curve.Label, Columns);
        plot.Line(dashed, new Style(index, Dashed: true), curve.Label + ", too few samples", Columns);
        foreach (var (name, metric) in (repeats?.Metrics ?? []).Where(m => m.Value.Definition == curve.Definition))
        {
            if (MetricOrder.Percentile(name) is { } p && p <= plot.X.Max)
            {
                foreach (var value in metric.Values.Where(double.IsFinite))
                {
                    svg.Mark(plot.X.Map(p), plot.Y.Map(value), 2.6, 0, new Style(index, Faint: true).MarkClass);
                }
            }
        }
    }

    // Shapes at the labelled percentiles tell many curves apart where colours do not.
    private static void Marks(Plot plot, Distribution curve, int index, Svg svg)
    {
        foreach (var tick in plot.X.Ticks.Where(t => t.Value > 0 && t.Value <= curve.TrustedTo))
        {
            var at = Visible(curve, plot.X.Max).MinBy(c => Math.Abs(c.Percentile - tick.Value));
            svg.Mark(plot.X.Map(at.Percentile), plot.Y.Map(at.Value), 3.2, index, new Style(index).MarkClass,
                $"{curve.Label}: p{tick.Label} {Quantity.Format(at.Value, curve.Unit)}");
        }
    }

    private static IEnumerable<PercentileValue> Visible(Distribution curve, double max) =>
        curve.Curve.Where(c => c.Percentile <= max && double.IsFinite(c.Value) && double.IsFinite(c.Percentile));
}
