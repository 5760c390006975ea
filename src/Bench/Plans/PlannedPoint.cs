namespace Bench.Plans;

/// <summary>One combination of the swept parameters.</summary>
/// <param name="Id"><c>p1</c>, <c>p2</c>, …, zero-padded so that they sort.</param>
/// <param name="Set">The swept recipe paths and their values here; empty without a sweep.</param>
/// <param name="Workloads">Run one after the other.</param>
public sealed record PlannedPoint(string Id, IReadOnlyDictionary<string, string> Set, IReadOnlyList<PlannedWorkload> Workloads);
