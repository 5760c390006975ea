namespace Bench.Plans;

/// <summary>One combination of the swept parameters.</summary>
public sealed record PlannedPoint
{
    /// <summary><c>p1</c>, <c>p2</c>, …, zero-padded so that they sort.</summary>
    public required string Id { get; init; }

    /// <summary>The swept recipe paths and their values here; empty without a sweep.</summary>
    public required IReadOnlyDictionary<string, string> Set { get; init; }

    /// <summary>Run one after the other.</summary>
    public required IReadOnlyList<PlannedWorkload> Workloads { get; init; }
}
