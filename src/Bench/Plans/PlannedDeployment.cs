namespace Bench.Plans;

/// <summary>Services that stand together, and the points that are measured against them without a restart.</summary>
public sealed record PlannedDeployment
{
    /// <summary><c>d1</c>, <c>d2</c>, …</summary>
    public required string Id { get; init; }

    public required IReadOnlyList<PlannedService> Services { get; init; }

    public required IReadOnlyList<PlannedPoint> Points { get; init; }
}
