namespace Bench.Store;

/// <summary>A metric of a point over its repeats.</summary>
/// <param name="Set">The swept values, as <c>path=value</c> joined by a space.</param>
/// <param name="Value">The median of the repeats.</param>
public sealed record StoredMetric(
    string Point, string Set, string Metric, double Value, string Unit, string Better, string Definition, int N, double Min, double Max, double? Stdev);
