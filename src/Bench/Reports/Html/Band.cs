namespace Bench.Reports.Html;

/// <summary>A stretch of time that is shaded: a workload's measurement, or hatched, its warm-up.</summary>
internal readonly record struct Band(double From, double To, bool WarmUp);
