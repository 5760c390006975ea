namespace Bench.Reports;

/// <summary>Something that took time in the run.</summary>
/// <param name="Kind"><c>step</c>, <c>service</c> or <c>workload</c>.</param>
/// <param name="Name">Such as <c>p1-load.2</c>.</param>
/// <param name="Measured">For workloads: when the measurement began, after the warm-up.</param>
public sealed record TimelineEntry(string Kind, string Name, DateTimeOffset Started, DateTimeOffset Ended, DateTimeOffset? Measured = null);
