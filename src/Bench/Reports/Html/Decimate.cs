namespace Bench.Reports.Html;

/// <summary>Thins lines out for drawing, without losing a peak.</summary>
internal static class Decimate
{
    /// <summary>
    /// At most four points per column: its first, lowest, highest and last, in their order. What is drawn then looks the same, since a
    /// column is not wider than a pixel. Points must ascend in X; those that are not finite are left out.
    /// </summary>
    public static IReadOnlyList<Sample> MinMax(IReadOnlyList<Sample> points, double from, double to, int columns)
    {
        var finite = points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToList();
        if (finite.Count <= columns || !(to > from))
        {
            return finite;
        }

        var result = new List<Sample>();
        var start = 0;
        while (start < finite.Count)
        {
            var column = Column(finite[start].X);
            var (end, low, high) = (start, start, start);
            for (; end < finite.Count && Column(finite[end].X) == column; end++)
            {
                low = finite[end].Y < finite[low].Y ? end : low;
                high = finite[end].Y > finite[high].Y ? end : high;
            }

            int[] kept = [start, low, high, end - 1];
            result.AddRange(kept.Distinct().Order().Select(i => finite[i]));
            start = end;
        }

        return result;

        int Column(double x) => (int)Math.Floor((x - from) / (to - from) * columns);
    }
}
