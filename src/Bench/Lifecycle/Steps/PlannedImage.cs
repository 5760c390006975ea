using Bench.Plans;
using Bench.Recipes;

namespace Bench.Lifecycle.Steps;

/// <summary>An image that jobs of the run use.</summary>
/// <param name="Source">As the recipe has it.</param>
/// <param name="Container">One of its users: how it is run.</param>
internal sealed record PlannedImage(string Source, PlannedContainer Container)
{
    /// <summary>The short name of the job that builds it, and of that job's script.</summary>
    public required string Job { get; init; }

    /// <summary>It comes from somewhere else: <c>docker://redis:8</c>.</summary>
    public bool IsUri => ImageNames.IsUri(Source);

    /// <summary>It is made by a job: pulled, or built from a definition file.</summary>
    public bool IsBuilt => IsUri || Source.EndsWith(".def", StringComparison.Ordinal);

    /// <summary>The path of a file of this machine; null where it is one of the cluster's, or comes from somewhere else.</summary>
    public string? Here => ImageNames.PathHere(Source);
}
