using System.ComponentModel;

namespace Bench.Recipes;

/// <summary>A recipe as the user wrote it. The reader, the JSON Schema and <c>docs/recipes.md</c> are made from these records.</summary>
[Description("One benchmark: the service to deploy, the workloads that drive it, and what to measure.")]
public sealed record RecipeSpec
{
    [Description("The recipe's name: letters, digits, '-', '_' and '.'; it becomes part of run ids and job names.")]
    public required string Name { get; init; }

    [Description("What the benchmark is for; shown on top of the report.")]
    public string? Description { get; init; }

    [Description("Where it runs: 'local' (this machine) or the name of a file in recipes/clusters/.")]
    public string Cluster { get; init; } = "local";

    [Description("'separate': every service and client is a job of its own. 'shared': one allocation for all, with services and clients as its steps.")]
    public PlacementKind Placement { get; init; } = PlacementKind.Separate;

    [Description("The service under test. Use 'services' for several.")]
    public ServiceSpec? Service { get; init; }

    [Description("Several services by name; workloads say with 'service:' which one they drive.")]
    public IReadOnlyDictionary<string, ServiceSpec> Services { get; init; } = new Dictionary<string, ServiceSpec>();

    [Description("The workloads by name; those of one point run one after the other, in this order.")]
    public required IReadOnlyDictionary<string, WorkloadSpec> Workloads { get; init; }

    [Description("What is sampled while the workloads run.")]
    public MetricsSpec Metrics { get; init; } = new();

    [Range(1, 10_000)]
    [Description("How often each point is measured; repeats are interleaved over the points.")]
    public int Repeat { get; init; } = 1;

    [Range(0, 1_000)]
    [Description("Runs of each point before the first that counts; their results are thrown away.")]
    public int Warmup { get; init; }

    [Description("Parameters to vary: recipe paths with their values. All combinations are run, or, under 'zip', the n-th values together.")]
    public SweepSpec? Sweep { get; init; }

    [Description("Limits that a metric must keep; a failed gate ends the run with status 7.")]
    public IReadOnlyList<GateSpec> Gates { get; init; } = [];

    [Description("When results stop being trusted: the thresholds of the verdict.")]
    public ValiditySpec Validity { get; init; } = new();
}
