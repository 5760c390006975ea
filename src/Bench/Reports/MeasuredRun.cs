using Bench.Workloads;

namespace Bench.Reports;

/// <summary>One run of one workload, as the summary's builder gets it.</summary>
/// <param name="Point"><c>p1</c>.</param>
/// <param name="Repeat">From 1.</param>
/// <param name="Source">The job's short name.</param>
/// <param name="Problem">Why the client did not end well; null where it did.</param>
/// <param name="Result">Null where nothing could be read.</param>
public sealed record MeasuredRun(
    string Point, int Repeat, string Workload, string Source, DateTimeOffset Started, DateTimeOffset Ended, string? Problem, WorkloadResult? Result);
