using Bench.Reports.Pairs;

namespace Bench.Reports.Html;

/// <summary>
/// A matrix of nodes as coloured cells: rows are clients, columns servers, medians stand beside and below. Bad cells have a frame and a mark, failed ones a cross: nothing is
/// told by colour alone. Beyond <see cref="MostCells"/> nodes the cells are an image, so that the page stays small.
/// </summary>
internal sealed class HeatMap(PairMatrixView view)
{
    private const double Width = 852;
    private const int MostCells = 48;
    private const int MostFigures = 12;
    private const double MostLabelWidth = 150;
    private const double LabelMargin = 34;
    private const double LargestCell = 84;
    private const double LargestHeight = 40;
    private const double Gap = 8;
    private const double LegendHeight = 58;
    private const int MostMarks = 30;

    // Of an image two colours are taken: nothing there, and failed.
    private const int Fine = 250;
    private const int Coarse = 40;
    private const int LargeImage = 256;

    private readonly HeatScale _heat = new([.. view.Ordered().Select(p => p.Value)], view.Matrix.Unit, view.HigherIsBetter);
    private readonly QuantityScale _scale = Quantity.ScaleFor(view.Matrix.Median ?? 0, view.Matrix.Unit);

    private IReadOnlyList<string> Nodes => view.Pairs.Nodes;

    private bool IsImage => view.Count > MostCells;

    private bool HasFigures => view.Count <= MostFigures;

    public void Draw(Markup page)
    {
        var n = view.Count;
        var label = Math.Min(MostLabelWidth, Nodes.Max(Svg.TextWidth) + LabelMargin);
        var left = IsImage ? 110 : label;
        var medians = HasFigures ? 72.0 : IsImage ? 14 : 26;
        var cell = Math.Min(LargestCell, (Width - left - Gap - medians - (IsImage ? 110 : 4)) / n);
        var height = Math.Min(cell, LargestHeight);
        var turned = !IsImage && Nodes.Max(Svg.TextWidth) > cell - 4;
        var top = IsImage ? 62 : 44 + (turned ? Math.Min(MostLabelWidth, Nodes.Max(Svg.TextWidth)) : 14);
        var (right, bottom) = (left + (n * cell), top + (n * height));
        var svg = new Svg(page);
        using (svg.Open(Width, bottom + Gap + Math.Min(medians, LargestHeight) + 24 + LegendHeight, $"{view.Title} between {n} nodes"))
        {
            svg.Text(left, 14, "Server →", "label strong");
            svg.Text(left - 8, IsImage ? top + 8 : top - 8, "Client ↓", "label strong end");
            if (IsImage)
            {
                Image(svg, left, top, n * cell, n * height);
                Marks(svg, left, top, cell, height);
            }
            else
            {
                Labels(svg, left, top, cell, height, turned);
                Cells(svg, left, top, cell, height);
            }

            Medians(svg, left, top, right + Gap, bottom + Gap, cell, height, medians);
            Legend(svg, left, bottom + Gap + Math.Min(medians, LargestHeight) + 26);
        }
    }

    private void Labels(Svg svg, double left, double top, double cell, double height, bool turned)
    {
        for (var i = 0; i < view.Count; i++)
        {
            var (client, server) = (view.IsBadClient(i), view.IsBadServer(i));
            svg.Text(left - 8, top + ((i + 0.5) * height) + 4, Mark(client) + Svg.Fit(Nodes[i], left - LabelMargin + 8), client ? "label strong end" : "tick end", Nodes[i]);
            var x = left + ((i + 0.5) * cell);
            if (turned)
            {
                svg.Text(x + 4, top - 8, Svg.Fit(Nodes[i], MostLabelWidth) + (server ? " ▼" : ""), server ? "label strong" : "tick", Nodes[i], turn: -90);
            }
            else
            {
                svg.Text(x, top - 8, Nodes[i], server ? "label strong middle" : "tick middle");
                svg.Text(x, top - 22, server ? "▼" : "", "label strong middle");
            }
        }

        static string Mark(bool bad) => bad ? "▼ " : "";
    }

    private void Cells(Svg svg, double left, double top, double cell, double height)
    {
        // Frames last: they lie over the neighbours' edges.
        var frames = new List<(double X, double Y)>();
        for (var c = 0; c < view.Count; c++)
        {
            for (var s = 0; s < view.Count; s++)
            {
                var (x, y) = (left + (s * cell), top + (c * height));
                if (view[c, s] is { } value)
                {
                    var bad = view.IsBad(c, s);
                    Value(svg, x, y, cell, height, value, $"{Nodes[c]} → {Nodes[s]}: {Quantity.Format(value, view.Matrix.Unit)}{(bad ? ", slow or lossy" : "")}", bad && HasFigures);
                    if (bad)
                    {
                        frames.Add((x, y));
                    }
                }
                else if (view.Failure(c, s) is { } reason)
                {
                    svg.Rect(x, y, cell, height, "cell failed", $"{Nodes[c]} → {Nodes[s]}: not measured. {reason}");
                    Cross(svg, x, y, cell, height);
                }
                else
                {
                    svg.Rect(x, y, cell, height, "cell none", c == s ? null : $"{Nodes[c]} → {Nodes[s]}: not measured");
                }
            }
        }

        foreach (var (x, y) in frames)
        {
            Frame(svg, x, y, cell, height);
        }
    }

    private void Value(Svg svg, double x, double y, double width, double height, double value, string title, bool marked)
    {
        var share = _heat.Share(value);
        svg.Rect(x, y, width, height, "cell", title, HeatScale.Css(share));
        if (HasFigures)
        {
            svg.Text(x + (width / 2), y + (height / 2) + 4, (marked ? "▼ " : "") + _scale.Number(value), HeatScale.IsBright(share) ? "onbright middle" : "ondark middle");
        }
    }

    private static void Frame(Svg svg, double x, double y, double width, double height)
    {
        var inset = Math.Min(2, width / 8);
        svg.Rect(x + inset, y + inset, width - (2 * inset), height - (2 * inset), width > 16 ? "badframe" : "badframe thin");
    }

    private static void Cross(Svg svg, double x, double y, double width, double height)
    {
        var r = Math.Min(width, height) * 0.24;
        var (cx, cy) = (x + (width / 2), y + (height / 2));
        svg.Line(cx - r, cy - r, cx + r, cy + r, "cross");
        svg.Line(cx - r, cy + r, cx + r, cy - r, "cross");
    }

    private void Medians(Svg svg, double left, double top, double right, double bottom, double cell, double height, double width)
    {
        var across = Math.Min(width, LargestHeight);
        if (HasFigures)
        {
            svg.Text(right + (width / 2), top - 8, "median", "tick middle");
            svg.Text(left - 8, bottom + (across / 2) + 4, "median", "tick end");
        }
        else
        {
            svg.Text(right, top - 8, "median", "tick");
            svg.Text(left - 8, bottom + (across / 2) + 4, "median", "tick end");
        }

        if (IsImage)
        {
            Strip(svg, right, top, width, view.Count * height, view.Matrix.Rows, across: false);
            Strip(svg, left, bottom, view.Count * cell, across, view.Matrix.Columns, across: true);
            return;
        }

        for (var i = 0; i < view.Count; i++)
        {
            if (view.Matrix.Rows[i] is { } row)
            {
                Value(svg, right, top + (i * height), width, height, row, $"{Nodes[i]} as client, median: {Quantity.Format(row, view.Matrix.Unit)}", view.IsBadClient(i));
            }

            if (view.Matrix.Columns[i] is { } column)
            {
                Value(svg, left + (i * cell), bottom, cell, across, column, $"{Nodes[i]} as server, median: {Quantity.Format(column, view.Matrix.Unit)}", view.IsBadServer(i));
            }
        }
    }

    private void Legend(Svg svg, double left, double top)
    {
        const double Bar = 300;
        const int Steps = 60;
        (_heat.Axis.From, _heat.Axis.To) = (left, left + Bar);
        var ends = (Low: _heat.Axis.Min, High: _heat.Axis.Max);
        for (var i = 0; i < Steps; i++)
        {
            var at = (i + 0.5) / Steps;
            var value = _heat.IsLog ? ends.Low * Math.Pow(ends.High / ends.Low, at) : ends.Low + (at * (ends.High - ends.Low));
            svg.Rect(left + (i * Bar / Steps), top, (Bar / Steps) + 0.5, 12, "swatch", fill: HeatScale.Css(_heat.Share(value)));
        }

        var rightmost = double.NegativeInfinity;
        foreach (var tick in _heat.Axis.Ticks.Where(t => t.IsMajor))
        {
            var (x, half) = (_heat.Axis.Map(tick.Value), Svg.TextWidth(tick.Label) / 2);
            if (x - half > rightmost + 4)
            {
                svg.Line(x, top + 12, x, top + 16, "axis");
                svg.Text(x, top + 28, tick.Label, "tick middle");
                rightmost = x + half;
            }
        }

        var unit = _heat.Axis.LabelUnit;
        svg.Text(left + Bar + 44, top + 10, $"{view.Matrix.Metric}{(unit.Length > 0 ? $" ({unit})" : "")}{(_heat.IsLog ? ", log scale" : "")}; bright is good{(HasFigures && _scale.Suffix.Trim().Length > 0 ? $"; figures in {_scale.Suffix.Trim()}" : "")}", "label");
        var at2 = left + Bar + 44;
        if (view.Findings.Count > 0)
        {
            if (IsImage)
            {
                svg.Text(at2, top + 29, "◀ ▼ ○ slow or lossy", "tick");
            }
            else
            {
                svg.Rect(at2, top + 18, 14, 12, "cell none");
                svg.Rect(at2 + 1.5, top + 19.5, 11, 9, "badframe");
                svg.Text(at2 + 20, top + 29, "▼ slow or lossy", "tick");
            }

            at2 += 140;
        }

        if (view.Pairs.Failures.Count > 0)
        {
            svg.Rect(at2, top + 18, 14, 12, "cell failed");
            if (!IsImage)
            {
                Cross(svg, at2, top + 18, 14, 12);
            }

            svg.Text(at2 + 20, top + 29, "failed", "tick");
            at2 += 76;
        }

        svg.Rect(at2, top + 18, 14, 12, "cell none");
        svg.Text(at2 + 20, top + 29, "no such pair", "tick");
    }

    private void Image(Svg svg, double left, double top, double width, double height)
    {
        var n = view.Count;
        var levels = n > LargeImage ? Coarse : Fine;
        var pixels = new byte[n * n];
        for (var c = 0; c < n; c++)
        {
            for (var s = 0; s < n; s++)
            {
                pixels[(c * n) + s] = view[c, s] is { } value ? Level(value, levels) : view.Failure(c, s) is not null ? (byte)1 : (byte)0;
            }
        }

        svg.Rect(left, top, width, height, "cell none");
        Picture(svg, left, top, width, height, PngImage.Encode(n, n, pixels, Palette(levels), 1));
    }

    private void Strip(Svg svg, double left, double top, double width, double height, IReadOnlyList<double?> values, bool across)
    {
        byte[] pixels = [.. values.Select(v => v is { } value ? Level(value, Fine) : (byte)0)];
        Picture(svg, left, top, width, height, PngImage.Encode(across ? pixels.Length : 1, across ? 1 : pixels.Length, pixels, Palette(Fine), 1));
    }

    private byte Level(double value, int levels) => (byte)(2 + Math.Round(_heat.Share(value) * (levels - 1)));

    // A red that is not on the scale: nothing that was measured looks like it.
    private static List<int> Palette(int levels) =>
        [0xFFFFFF, 0xD03B30, .. Enumerable.Range(0, levels).Select(i => HeatScale.Colour((double)i / (levels - 1)))];

    private static void Picture(Svg svg, double left, double top, double width, double height, byte[] png) => svg.Markup.Add(
        "image", "",
        ("x", left), ("y", top), ("width", width), ("height", height), ("preserveAspectRatio", "none"), ("class", "pixels"),
        ("href", "data:image/png;base64," + Convert.ToBase64String(png)));

    // In an image a row is a pixel or two: bad ones are pointed at from outside.
    private void Marks(Svg svg, double left, double top, double cell, double height)
    {
        var right = left + (view.Count * cell);
        var every = Math.Max(1, (int)Math.Ceiling(view.Count / 8.0));
        for (var i = 0; i < view.Count; i += every)
        {
            svg.Text(left - 8, top + ((i + 0.5) * height) + 4 + (i == 0 ? 20 : 0), Svg.Fit(Nodes[i], left - 16), "tick end", Nodes[i]);
            svg.Text(left + ((i + 0.5) * cell), top - 22, Svg.Fit(Nodes[i], every * cell), "tick middle", Nodes[i]);
        }

        var taken = double.NegativeInfinity;
        foreach (var i in Enumerable.Range(0, view.Count).Where(i => view.IsBadClient(i) || view.IsBadServer(i)).Take(MostMarks))
        {
            if (view.IsBadServer(i))
            {
                svg.Text(left + ((i + 0.5) * cell), top - 3, "▼", "label strong middle", Nodes[i]);
            }

            if (view.IsBadClient(i))
            {
                var y = Math.Max(top + ((i + 0.5) * height), taken + 14);
                svg.Text(right + Gap + 20, y + 4, "◀ " + Svg.Fit(Nodes[i], 84), "label strong", Nodes[i]);
                taken = y;
            }
        }

        foreach (var edge in view.Findings.Where(f => f.Nodes.Count == 2).Take(MostMarks))
        {
            var (a, b) = (Index(edge.Nodes[0]), Index(edge.Nodes[1]));
            foreach (var (c, s) in new[] { (a, b), (b, a) }.Where(e => view.IsBad(e.Item1, e.Item2)))
            {
                svg.Mark(left + ((s + 0.5) * cell), top + ((c + 0.5) * height), 6, 0, "ring", $"{Nodes[c]} → {Nodes[s]}");
            }
        }
    }

    private int Index(string node) => Nodes.ToList().IndexOf(node);
}
