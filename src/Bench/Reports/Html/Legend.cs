namespace Bench.Reports.Html;

/// <summary>Names of lines, in rows.</summary>
internal static class Legend
{
    private const double RowHeight = 17;
    private const double SwatchWidth = 22;

    /// <summary>The height that it takes in a given width.</summary>
    public static double Height(IReadOnlyList<LegendItem> items, double width) =>
        items.Count == 0 ? 0 : (Place(items, width).Max(p => p.Row) + 1) * RowHeight;

    public static void Draw(Svg svg, IReadOnlyList<LegendItem> items, double left, double top, double width)
    {
        foreach (var (item, row, x) in Place(items, width))
        {
            var y = top + (row * RowHeight) + (RowHeight / 2);
            svg.Line(left + x, y, left + x + SwatchWidth, y, item.Style.LineClass);
            if (item.Mark is { } shape)
            {
                svg.Mark(left + x + (SwatchWidth / 2), y, 3.5, shape, item.Style.MarkClass);
            }

            svg.Text(left + x + SwatchWidth + 6, y + 4, Svg.Fit(item.Name, width - SwatchWidth), "label", title: item.Name);
        }
    }

    private static List<(LegendItem Item, int Row, double X)> Place(IReadOnlyList<LegendItem> items, double width)
    {
        var placed = new List<(LegendItem, int, double)>();
        var (row, x) = (0, 0.0);
        foreach (var item in items)
        {
            var needed = SwatchWidth + 6 + Svg.TextWidth(item.Name) + 16;
            if (x > 0 && x + needed > width)
            {
                (row, x) = (row + 1, 0);
            }

            placed.Add((item, row, x));
            x += needed;
        }

        return placed;
    }
}
