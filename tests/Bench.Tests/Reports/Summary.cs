using Bench.Recipes;
using Bench.Reports;

namespace Bench.Tests.Reports;

/// <summary>Makes the parts of a summary.</summary>
internal static class Summary
{
    public static MetricSummary Of(IReadOnlyList<double> values, string unit, string definition, Direction better)
    {
        var sorted = values.Order().ToList();
        var mean = values.Average();
        var median = sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
        var stdev = values.Count < 2 ? (double?)null : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        return new MetricSummary(median, unit, better, definition, values.Count, sorted[0], sorted[^1], stdev) { Values = values };
    }

    public static MetricSummary Missing(string unit, string definition) =>
        new(null, unit, Direction.Lower, definition, 0, null, null, null);
}
