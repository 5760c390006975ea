namespace Bench.Reports;

/// <summary>A point of a percentile curve; <paramref name="Percentile"/> from 0 to 100.</summary>
public readonly record struct PercentileValue(double Percentile, double Value);
