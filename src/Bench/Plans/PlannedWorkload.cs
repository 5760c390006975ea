using Bench.Recipes;

namespace Bench.Plans;

/// <summary>A workload of one point. <paramref name="Spec"/> has no references left but <see cref="RuntimeNames"/>.</summary>
/// <param name="Name">Its name in the recipe; metrics are called <c>name/…</c>.</param>
/// <param name="Service">The service that it drives; null where it needs none.</param>
public sealed record PlannedWorkload(string Name, string? Service, WorkloadSpec Spec)
{
    /// <summary>Null: what is installed on the node is run.</summary>
    public PlannedContainer? Container { get; init; }
}
