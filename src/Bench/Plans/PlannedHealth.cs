using Bench.Recipes;

namespace Bench.Plans;

/// <summary>When a service counts as up; all defaults resolved.</summary>
/// <param name="Probe">Null: it is healthy while it runs.</param>
/// <param name="Successes">Good answers in a row.</param>
/// <param name="Every">Time between two probes.</param>
/// <param name="Timeout">Deadline from the start or the last growth of the log.</param>
/// <param name="Cap">Deadline from the start, whatever the log does.</param>
public sealed record PlannedHealth(ProbeSpec? Probe, int Successes, TimeSpan Every, TimeSpan Timeout, TimeSpan Cap);
