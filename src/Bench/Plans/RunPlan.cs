using Bench.Recipes;

namespace Bench.Plans;

/// <summary>What a run will do, resolved and immutable: <c>plan.json</c>. Nothing in it depends on the run's id, the clock or the machine.</summary>
public sealed record RunPlan
{
    public const string CurrentSchema = "bench/plan/2";

    public string Schema { get; init; } = CurrentSchema;

    public required string Recipe { get; init; }

    public string? Description { get; init; }

    /// <summary>The cluster's name and its scheduler: <c>local</c>, <c>slurm</c> or <c>kubernetes</c>.</summary>
    public required string Cluster { get; init; }

    public required string Scheduler { get; init; }

    /// <summary>The cluster file, as it was when the plan was made.</summary>
    public ClusterSpec Site { get; init; } = Recipes.Cluster.Local.Spec;

    public PlacementKind Placement { get; init; }

    /// <summary>In the order in which they are run; the services of one are taken down before those of the next are started.</summary>
    public required IReadOnlyList<PlannedDeployment> Deployments { get; init; }

    public required MetricsSpec Metrics { get; init; }

    public required ValiditySpec Validity { get; init; }

    public required IReadOnlyList<GateSpec> Gates { get; init; }

    /// <summary>Counted runs of each point, and runs before them that do not count.</summary>
    public int Repeats { get; init; } = 1;

    public int Warmups { get; init; }

    public IEnumerable<PlannedPoint> Points => Deployments.SelectMany(d => d.Points);
}
