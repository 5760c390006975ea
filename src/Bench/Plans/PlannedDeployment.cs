namespace Bench.Plans;

/// <summary>Services that stand together, and the points that are measured against them without a restart.</summary>
/// <param name="Id"><c>d1</c>, <c>d2</c>, …</param>
public sealed record PlannedDeployment(string Id, IReadOnlyList<PlannedService> Services, IReadOnlyList<PlannedPoint> Points);
