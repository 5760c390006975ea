namespace Bench.Reports.Html;

/// <summary>A point of a line, in the units of its axes.</summary>
internal readonly record struct Sample(double X, double Y);
