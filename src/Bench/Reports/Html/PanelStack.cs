namespace Bench.Reports.Html;

/// <summary>Panels one above the other on one time axis, with lanes for steps and jobs on top where there are any.</summary>
internal sealed class PanelStack(TimeAxis time, string label)
{
    private const double Width = 800;
    private const double Left = 66;
    private const double Right = 18;
    private const double PanelHeight = 92;
    private const double TitleHeight = 26;
    private const double Gap = 14;

    public IReadOnlyList<Panel> Panels { get; init; } = [];

    public IReadOnlyList<Band> Bands { get; init; } = [];

    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    public string TimeTitle { get; init; } = "Time since the start of the run";

    /// <summary>Points per line, at most about four times this.</summary>
    public int Columns { get; init; } = 360;

    /// <summary>Unique on the page: patterns are found by their ids.</summary>
    public required string Id { get; init; }

    public void Draw(Markup page)
    {
        var panels = Panels.Where(p => !p.IsEmpty).Select(p => (Panel: p, Items: Items(p), Y: p.YAxis())).ToList();
        var heads = panels.Select(p => Math.Max(TitleHeight, Legend.Height(p.Items, LegendWidth(p.Panel, p.Y)) + 9)).ToList();
        var lanes = Lanes.Sum(l => l.Height) + (Lanes.Count > 0 ? Gap : 0);
        var height = lanes + heads.Sum() + (panels.Count * (PanelHeight + Gap)) + 44;

        var svg = new Svg(page);
        using (svg.Open(Width, height, label))
        {
            (time.From, time.To) = (Left, Width - Right);
            Hatch(page);
            DrawLanes(svg);
            var top = lanes;
            for (var i = 0; i < panels.Count; i++)
            {
                var last = i == panels.Count - 1;
                DrawPanel(svg, panels[i].Panel, panels[i].Items, panels[i].Y, top, heads[i], last);
                top += heads[i] + PanelHeight + Gap;
            }

            if (panels.Count == 0)
            {
                new Plot(svg, time, LinearAxis.Covering(0, 1, ""), Left, top - 1, Width - Left - Right, 1).Foot();
                svg.Text(Left + ((Width - Left - Right) / 2), top + 36, Plot.Titled(TimeTitle, time), "label middle");
            }
        }
    }

    private static double LegendWidth(Panel panel, Axis y) =>
        Width - Left - Right - Math.Clamp(Svg.TextWidth(Plot.Titled(panel.Title, y)) + 24, 110, 350);

    private static List<LegendItem> Items(Panel panel) =>
        [.. panel.Lines.Where(l => l.Points.Count > 0 && l.Name.Length > 0)
            .Select(l => new LegendItem(l.Name, l.Style with { Faint = false })).DistinctBy(i => i.Name)];

    private void DrawPanel(Svg svg, Panel panel, List<LegendItem> items, Axis y, double top, double head, bool last)
    {
        var plot = new Plot(svg, time, y, Left, top + head, Width - Left - Right, PanelHeight);
        Shade(svg, top + head, PanelHeight);
        plot.Frame(xLabels: last);
        plot.YTitle(Svg.Fit(Plot.Titled(panel.Title, y), 330));
        var width = LegendWidth(panel, y);
        Legend.Draw(svg, items, Width - Right - width, top + head - Legend.Height(items, width) - 5, width);
        if (last)
        {
            plot.XTitle(Plot.Titled(TimeTitle, time));
        }

        using (plot.Data())
        {
            foreach (var line in panel.Lines)
            {
                plot.Line(line.Points, line.Style, line.Name, Columns, cutHoles: true);
            }
        }
    }

    private void Hatch(Markup page)
    {
        using (page.In("pattern", ("id", "hatch-" + Id), ("width", 6), ("height", 6), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)")))
        {
            page.Add("line", "", ("x1", 0), ("y1", 0), ("x2", 0), ("y2", 6), ("class", "hatch"));
        }
    }

    private void Shade(Svg svg, double top, double height)
    {
        foreach (var band in Bands)
        {
            var (from, to) = (time.Map(band.From), time.Map(band.To));
            if (band.WarmUp)
            {
                svg.Rect(from, top, to - from, height, "warmup", fill: $"url(#hatch-{Id})");
            }
            else
            {
                svg.Rect(from, top, to - from, height, "window");
            }
        }
    }

    private void DrawLanes(Svg svg)
    {
        var top = 2.0;
        foreach (var lane in Lanes)
        {
            lane.Draw(svg, time, Left, top);
            top += lane.Height;
        }
    }
}
