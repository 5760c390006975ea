using System.Globalization;

namespace Bench.Reports.Html;

/// <summary>The rectangle that data is drawn in: grid, marks and titles of two axes, and lines between them.</summary>
internal sealed class Plot
{
    // One value may be late or lost; more are a hole, such as a stall in which nothing was completed.
    private const double HoleFactor = 2.5;

    private readonly Svg _svg;
    private readonly double _left;
    private readonly double _top;
    private readonly double _width;
    private readonly double _height;

    public Plot(Svg svg, Axis x, Axis y, double left, double top, double width, double height)
    {
        (_svg, X, Y, _left, _top, _width, _height) = (svg, x, y, left, top, width, height);
        (x.From, x.To) = (left, left + width);
        (y.From, y.To) = (top + height, top);
    }

    public Axis X { get; }

    public Axis Y { get; }

    public double Bottom => _top + _height;

    /// <summary>Opens the group that lines go into; the script on the page reads the axes from it.</summary>
    public Markup.Scope Data() => _svg.Markup.In(
        "g",
        ("class", "data"),
        ("data-box", string.Create(CultureInfo.InvariantCulture, $"{_left:0.##} {_top:0.##} {_width:0.##} {_height:0.##}")),
        ("data-x", Describe(X)), ("data-y", Describe(Y)));

    /// <summary>Grid and labels. The x labels are left out in all but the lowest of stacked plots.</summary>
    public void Frame(bool xLabels = true)
    {
        foreach (var tick in Y.Ticks)
        {
            var y = Y.Map(tick.Value);
            _svg.Line(_left, y, _left + _width, y, tick.IsMajor ? "grid" : "grid minor");
            if (tick.IsMajor)
            {
                _svg.Text(_left - 7, y + 4, tick.Label, "tick end");
            }
        }

        Foot(xLabels);
    }

    /// <summary>The x axis alone.</summary>
    public void Foot(bool xLabels = true)
    {
        var rightmost = double.NegativeInfinity;
        foreach (var tick in X.Ticks)
        {
            var x = X.Map(tick.Value);
            _svg.Line(x, _top, x, Bottom, tick.IsMajor ? "grid" : "grid minor");
            var half = Svg.TextWidth(tick.Label) / 2;
            // Labels that would run into their neighbours are left out; the line stays.
            if (xLabels && tick.IsMajor && x - half > rightmost + 4)
            {
                _svg.Text(x, Bottom + 17, tick.Label, "tick middle");
                rightmost = x + half;
            }
        }

        _svg.Line(_left, Bottom, _left + _width, Bottom, "axis");
    }

    public void XTitle(string text) => _svg.Text(_left + (_width / 2), Bottom + 36, Svg.Fit(text, _width), "label middle");

    /// <summary>Lies over the plot rather than along the axis: it reads without turning the head.</summary>
    public void YTitle(string text) => _svg.Text(_left, _top - 8, Svg.Fit(text, _width), "label");

    /// <summary>Draws a line; thinned in pixels, so that any kind of axis keeps its peaks.</summary>
    /// <param name="cutHoles">Whether the line ends where nothing was read for a while, rather than bridge it.</param>
    public void Line(IReadOnlyList<Sample> points, Style style, string? name, int columns, bool cutHoles = false)
    {
        var pixels = points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))
            .Select(p => new Sample(X.Map(p.X), Y.Map(p.Y))).ToList();
        var hole = cutHoles ? HoleIn(pixels) : double.PositiveInfinity;
        _svg.Path(Cut(Decimate.MinMax(pixels, X.From, X.To, columns), hole, columns), style.LineClass, name);
    }

    /// <summary><c>Latency (ms)</c>.</summary>
    public static string Titled(string name, Axis axis) => axis.LabelUnit.Length == 0 ? name : $"{name} ({axis.LabelUnit})";

    private IEnumerable<Sample?> Cut(IReadOnlyList<Sample> pixels, double hole, int columns)
    {
        // Thinning itself leaves gaps of up to two columns.
        var widest = double.IsFinite(hole) ? Math.Max(hole, 3 * (X.To - X.From) / columns) : hole;
        for (var i = 0; i < pixels.Count; i++)
        {
            if (i > 0 && pixels[i].X - pixels[i - 1].X > widest)
            {
                yield return null;
            }

            yield return pixels[i];
        }
    }

    private static double HoleIn(IReadOnlyList<Sample> points)
    {
        var gaps = points.Zip(points.Skip(1), (a, b) => b.X - a.X).Where(g => g > 0).Order().ToList();
        return gaps.Count < 3 ? double.PositiveInfinity : gaps[gaps.Count / 2] * HoleFactor;
    }

    private static string Describe(Axis axis) =>
        string.Create(CultureInfo.InvariantCulture, $"{axis.Kind} {axis.Min:R} {axis.Max:R} {axis.Unit}");
}
