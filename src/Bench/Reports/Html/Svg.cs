using System.Globalization;
using System.Text;

namespace Bench.Reports.Html;

/// <summary>Draws a chart into a page. Sizes are in the units of its view box, which are about pixels.</summary>
internal sealed class Svg(Markup markup)
{
    private const double CharacterWidth = 6.3;

    public Markup Markup => markup;

    /// <summary>About the width of a text, in the charts' font; there is no layout engine here to ask.</summary>
    public static double TextWidth(string text) => text.Length * CharacterWidth;

    /// <summary>Shortens a text so that it fits; empty where too little would be left to recognize.</summary>
    public static string Fit(string text, double width)
    {
        var most = (int)(width / CharacterWidth);
        return text.Length <= most ? text : most < 6 ? "" : text[..(most - 1)] + "…";
    }

    public Markup.Scope Open(double width, double height, string label) => markup.In(
        "svg",
        ("class", "chart"), ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width:0.#} {height:0.#}")),
        ("role", "img"), ("aria-label", label));

    public void Text(double x, double y, string text, string css, string? title = null, double? turn = null)
    {
        var transform = turn is { } degrees ? string.Create(CultureInfo.InvariantCulture, $"rotate({degrees:0} {x:0.#} {y:0.#})") : null;
        using (markup.In("text", ("x", x), ("y", y), ("class", css), ("transform", transform)))
        {
            markup.Text(text);
            if (title is not null)
            {
                markup.Add("title", title);
            }
        }
    }

    public void Line(double x1, double y1, double x2, double y2, string css) =>
        markup.Add("line", "", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("class", css));

    public void Rect(double x, double y, double width, double height, string css, string? title = null, string? fill = null)
    {
        using (markup.In("rect", ("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", Math.Max(0, height)), ("class", css), ("fill", fill)))
        {
            if (title is not null)
            {
                markup.Add("title", title);
            }
        }
    }

    /// <summary>A line through pixels; a null starts it anew.</summary>
    public void Path(IEnumerable<Sample?> pixels, string css, string? name = null)
    {
        var d = new StringBuilder();
        var (length, last) = (0, default(Sample));
        foreach (var pixel in pixels.Append(null))
        {
            if (pixel is not { } p)
            {
                // A line of one point alone is drawn only if it goes somewhere; round ends make it a dot.
                if (length == 1)
                {
                    Append('L', last);
                }

                length = 0;
                continue;
            }

            Append(length == 0 ? 'M' : 'L', p);
            (length, last) = (length + 1, p);
        }

        if (d.Length > 0)
        {
            markup.Add("path", "", ("d", d.ToString()), ("class", css), ("data-name", name));
        }

        void Append(char pen, Sample p) => d.Append(pen).Append(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}");
    }

    /// <summary>A mark: circle, square, triangle or diamond.</summary>
    public void Mark(double x, double y, double radius, int shape, string css, string? title = null)
    {
        var r = radius;
        var d = (shape % 4) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"M{x - r:0.##},{y:0.##}a{r:0.##},{r:0.##} 0 1 0 {2 * r:0.##},0a{r:0.##},{r:0.##} 0 1 0 {-2 * r:0.##},0z"),
            1 => string.Create(CultureInfo.InvariantCulture, $"M{x - r:0.##},{y - r:0.##}h{2 * r:0.##}v{2 * r:0.##}h{-2 * r:0.##}z"),
            2 => string.Create(CultureInfo.InvariantCulture, $"M{x:0.##},{y - (1.2 * r):0.##}l{1.2 * r:0.##},{2.2 * r:0.##}h{-2.4 * r:0.##}z"),
            _ => string.Create(CultureInfo.InvariantCulture, $"M{x:0.##},{y - (1.3 * r):0.##}l{1.3 * r:0.##},{1.3 * r:0.##}l{-1.3 * r:0.##},{1.3 * r:0.##}l{-1.3 * r:0.##},{-1.3 * r:0.##}z"),
        };
        using (markup.In("path", ("d", d), ("class", css)))
        {
            if (title is not null)
            {
                markup.Add("title", title);
            }
        }
    }
}
