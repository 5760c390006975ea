namespace Bench.Reports;

/// <summary>A key figure, formatted for people.</summary>
/// <param name="Point">The point with what was swept: <c>p2 (rate = 5000)</c>.</param>
/// <param name="Metric">The full name: <c>load/latency/p99</c>.</param>
/// <param name="Value">The median over the repeats, with its unit; with <c>†</c> where the samples are too few for the percentile.</param>
/// <param name="Spread"><c>[min … max], ± stdev</c>; empty below two repeats.</param>
public sealed record KeyFigureLine(string Point, string Metric, string Value, string Spread);
