namespace Bench.Metrics;

/// <summary>What one run of a workload gave for one metric. Values are finite; what was not measured is left out.</summary>
public sealed record MeasuredValue(MetricDefinition Metric, double Value);
