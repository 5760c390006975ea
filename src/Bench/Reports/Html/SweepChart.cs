namespace Bench.Reports.Html;

/// <summary>A metric over the swept value: a line per value of what else was swept, whiskers from the lowest to the highest repeat.</summary>
internal sealed class SweepChart(Sweep sweep, string metric, IReadOnlyList<WorkloadView> workloads)
{
    /// <summary>More lines than these cannot be told apart.</summary>
    public const int MostLines = 7;

    private const double Width = 400;
    private const double PlotHeight = 178;
    private const double Left = 58;
    private const double Right = 14;
    private const double LogFrom = 8;
    private const int MostLabelledValues = 9;

    /// <summary>The requested rate beside the achieved one, where both are known.</summary>
    public string? Reference { get; init; }

    /// <summary>Room for the legend. Charts beside each other share one, so that their axes are level.</summary>
    public double LegendHeight { get; set; }

    /// <summary>The least room that this chart's legend takes.</summary>
    public double OwnLegendHeight => Legend.Height(Items(), LegendWidth);

    public bool IsEmpty => !workloads.Any(w => w.Value(metric) is not null && sweep.X.PositionOf(w.Point) is not null);

    public void Draw(Markup page)
    {
        var unit = workloads.Select(w => w.Metric(metric)?.Unit).FirstOrDefault(u => u is not null) ?? "";
        var lines = Lines();
        var top = Math.Max(LegendHeight, OwnLegendHeight) + 34;
        var svg = new Svg(page);
        using (svg.Open(Width, top + PlotHeight + 44, $"{Glossary.Title(metric)} over {sweep.X.Name}"))
        {
            var y = YAxis(unit, lines.SelectMany(l => l));
            var plot = new Plot(svg, XAxis(), y, Left, top, Width - Left - Right, PlotHeight);
            plot.Frame();
            svg.Text(Left, 14, Svg.Fit(Plot.Titled(Glossary.Title(metric), y), LegendWidth), "label strong");
            Legend.Draw(svg, Items(), Left, 20, LegendWidth);
            plot.XTitle(sweep.X.Name + (sweep.X.Unit.Length > 0 && plot.X.LabelUnit.Length > 0 ? $" ({plot.X.LabelUnit})" : ""));
            using (plot.Data())
            {
                Requested(plot, lines[0]);
                foreach (var (line, i) in lines.Select((l, i) => (l, i)))
                {
                    One(svg, plot, line, i, lines.Count);
                }
            }
        }
    }

    private const double LegendWidth = Width - Left - Right;

    // Where there are too many, they are taken from the whole range of them, ends included.
    private List<IGrouping<string, WorkloadView>> Lines()
    {
        var all = workloads.GroupBy(w => sweep.LineOf(w.Point)).ToList();
        return all.Count <= MostLines
            ? all
            : [.. Enumerable.Range(0, MostLines).Select(i => all[i * (all.Count - 1) / (MostLines - 1)])];
    }

    private List<LegendItem> Items()
    {
        var items = Lines().Where(l => l.Key.Length > 0).Select((l, i) => new LegendItem(Name(l, i), new Style(i), i)).ToList();
        if (HasReference)
        {
            items.Add(new LegendItem("requested", Grey));
        }

        return items;
    }

    // The parameter's name stands at the first line; the others are values of the same.
    private string Name(IGrouping<string, WorkloadView> line, int index) => sweep.Others is [var other] && index > 0
        ? line.First().Point.Set.GetValueOrDefault(other.Path, Quantity.Missing)
        : line.Key;

    private static Style Grey => new(6, Dashed: true);

    private bool HasReference => Reference is not null && sweep.X.IsNumeric && workloads.Any(w => w.Value(Reference) is not null);

    private void Requested(Plot plot, IEnumerable<WorkloadView> line)
    {
        if (HasReference)
        {
            plot.Line([.. Placed(line, w => w.Value(Reference!))], Grey, "requested", 400);
        }
    }

    private void One(Svg svg, Plot plot, IGrouping<string, WorkloadView> line, int index, int count)
    {
        var style = new Style(index);
        if (sweep.X.IsNumeric)
        {
            plot.Line([.. Placed(line, w => w.Value(metric))], style, line.Key.Length > 0 ? line.Key : Glossary.Title(metric), 400);
        }

        // Dots of one category stand beside each other.
        var shift = sweep.X.IsNumeric ? 0 : (index - ((count - 1) / 2.0)) * 9;
        foreach (var workload in line)
        {
            if (workload.Value(metric) is not { } value || sweep.X.PositionOf(workload.Point) is not { } position)
            {
                continue;
            }

            var x = plot.X.Map(position) + shift;
            var m = workload.Metric(metric)!;
            if (m is { N: > 1, Min: { } min, Max: { } max } && double.IsFinite(min) && double.IsFinite(max))
            {
                svg.Line(x, plot.Y.Map(min), x, plot.Y.Map(max), style.LineClass + " whisker");
                svg.Line(x - 4, plot.Y.Map(min), x + 4, plot.Y.Map(min), style.LineClass + " whisker");
                svg.Line(x - 4, plot.Y.Map(max), x + 4, plot.Y.Map(max), style.LineClass + " whisker");
            }

            svg.Mark(x, plot.Y.Map(value), 3.4, index, style.MarkClass,
                $"{Sweep.Label(workload.Point)}: {KeyFigures.Value(workload, metric)} {Quantity.Range(m)}".TrimEnd());
        }
    }

    private IEnumerable<Sample> Placed(IEnumerable<WorkloadView> line, Func<WorkloadView, double?> value) => line
        .Select(w => (X: sweep.X.PositionOf(w.Point), Y: value(w)))
        .Where(p => p is { X: not null, Y: not null })
        .Select(p => new Sample(p.X!.Value, p.Y!.Value))
        .OrderBy(p => p.X);

    private Axis XAxis()
    {
        if (sweep.X.Numbers is not { } numbers)
        {
            return CategoryAxis.OfNames([.. sweep.X.Values.Select(v => Svg.Fit(v, (Width - Left - Right) / sweep.X.Values.Count))]);
        }

        var (low, high) = (numbers.Min(), numbers.Max());
        var log = low > 0 && numbers.Count > 2 && high / low > LogFrom;
        if (numbers.Count > MostLabelledValues)
        {
            return log ? LogAxis.Covering(low, high, sweep.X.Unit) : LinearAxis.Covering(low, high, sweep.X.Unit, 5, fromZero: false);
        }

        // Few values label themselves: they are what was measured, and nothing was in between.
        var ticks = sweep.X.Values.Zip(numbers, (v, n) => new Tick(n, v)).OrderBy(t => t.Value).ToList();
        var margin = log ? Math.Pow(high / low, 0.05) : 0.05 * (high - low);
        return log
            ? new CategoryAxis(ticks, low / margin, high * margin, log, sweep.X.Unit)
            : new CategoryAxis(ticks, low - margin, high + margin, log, sweep.X.Unit);
    }

    private Axis YAxis(string unit, IEnumerable<WorkloadView> shown)
    {
        var values = shown.SelectMany(w => new[] { w.Value(metric), w.Metric(metric)?.Min, w.Metric(metric)?.Max, HasReference ? w.Value(Reference!) : null })
            .OfType<double>().Where(double.IsFinite).ToList();
        var (low, high) = (values.Min(), values.Max());
        return unit == "s" && low > 0 && high / low > LogFrom ? LogAxis.Covering(low, high, unit) : LinearAxis.Covering(low, high, unit);
    }
}
