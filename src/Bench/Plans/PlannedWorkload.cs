using Bench.Recipes;

namespace Bench.Plans;

/// <summary>A workload of one point.</summary>
public sealed record PlannedWorkload
{
    /// <summary>Its name in the recipe; metrics are called <c>name/…</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The service that it drives; null where it needs none.</summary>
    public string? Service { get; init; }

    /// <summary>Without references but <see cref="RuntimeNames"/>.</summary>
    public required WorkloadSpec Spec { get; init; }

    /// <summary>Null: what is installed on the node is run.</summary>
    public PlannedContainer? Container { get; init; }
}
