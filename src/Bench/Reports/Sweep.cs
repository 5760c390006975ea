namespace Bench.Reports;

/// <summary>What was varied between the points, and which of it makes a good x axis.</summary>
/// <param name="X">Its values are on the x axis.</param>
/// <param name="Others">The rest: one line per combination of their values.</param>
internal sealed record Sweep(SweepParameter X, IReadOnlyList<SweepParameter> Others)
{
    /// <summary>Null where nothing varies.</summary>
    public static Sweep? Of(IReadOnlyList<PointSummary> points)
    {
        var all = points.SelectMany(p => p.Set.Keys).Distinct(StringComparer.Ordinal)
            .Select(path => SweepParameter.Of(path, points))
            .Where(p => p.Values.Count > 1)
            .ToList();
        // Numbers first, and of these the one with most values: it makes the longest lines.
        var x = all.OrderByDescending(p => p.IsNumeric).ThenByDescending(p => p.IsNumeric ? p.Values.Count : 0).FirstOrDefault();
        return x is null ? null : new Sweep(x, [.. all.Where(p => p != x)]);
    }

    /// <summary>The values of all parameters but the one on x: <c>connections = 10</c>. Empty where there is but one.</summary>
    public string LineOf(PointSummary point) =>
        string.Join(", ", Others.Select(o => $"{o.Name} = {point.Set.GetValueOrDefault(o.Path, Quantity.Missing)}"));

    /// <summary><c>p2 (rate = 5000)</c>: the short names of the swept paths, as far as they are one word each.</summary>
    public static string Label(PointSummary point) => point.Set.Count == 0
        ? point.Id
        : $"{point.Id} ({string.Join(", ", point.Set.Select(s => $"{SweepParameter.ShortName(s.Key)} = {s.Value}"))})";
}
