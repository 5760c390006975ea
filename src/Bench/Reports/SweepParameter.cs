namespace Bench.Reports;

/// <summary>A swept path and the values that it took, in the order of the points.</summary>
/// <param name="Numbers">The values as numbers in <paramref name="Unit"/>; null where one of them is none, or the kinds differ.</param>
internal sealed record SweepParameter(string Path, IReadOnlyList<string> Values, IReadOnlyList<double>? Numbers, string Unit)
{
    public string Name => ShortName(Path);

    public bool IsNumeric => Numbers is not null;

    public static SweepParameter Of(string path, IReadOnlyList<PointSummary> points)
    {
        var values = points.Select(p => p.Set.GetValueOrDefault(path)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var parsed = values.Select(SweptNumber.Parse).ToList();
        var units = parsed.Select(p => p?.Unit).Where(u => u is not "").Distinct().ToList();
        // A bare 5000 may stand beside 2k/s; but seconds and bytes do not share an axis.
        var numeric = parsed.All(p => p is not null) && units.Count <= 1;
        return new SweepParameter(path, values, numeric ? [.. parsed.Select(p => p!.Value.Value)] : null, units.FirstOrDefault() ?? "");
    }

    /// <summary>Where on the x axis a point stands; null where it has no value.</summary>
    public double? PositionOf(PointSummary point)
    {
        if (!point.Set.TryGetValue(Path, out var value))
        {
            return null;
        }

        var index = Values.ToList().IndexOf(value);
        return index < 0 ? null : Numbers is null ? index : Numbers[index];
    }

    /// <summary><c>workloads.load.rate</c> → <c>rate</c>.</summary>
    public static string ShortName(string path) => path[(path.LastIndexOf('.') + 1)..];
}
