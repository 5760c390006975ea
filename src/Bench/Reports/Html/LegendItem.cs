namespace Bench.Reports.Html;

/// <param name="Mark">Shape of its points, null for a plain line.</param>
internal readonly record struct LegendItem(string Name, Style Style, int? Mark = null);
