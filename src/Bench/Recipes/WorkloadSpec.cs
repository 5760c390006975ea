using System.ComponentModel;
using System.Text.Json.Serialization;
using Bench.Measurement.Patterns;

namespace Bench.Recipes;

/// <summary>What every workload has, whatever its kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HttpWorkloadSpec), "http")]
[JsonDerivedType(typeof(CommandWorkloadSpec), "command")]
[JsonDerivedType(typeof(RedisBenchmarkWorkloadSpec), "redis-benchmark")]
[JsonDerivedType(typeof(Wrk2WorkloadSpec), "wrk2")]
[JsonDerivedType(typeof(Iperf3WorkloadSpec), "iperf3")]
[JsonDerivedType(typeof(PingWorkloadSpec), "ping")]
[JsonDerivedType(typeof(QperfWorkloadSpec), "qperf")]
public abstract record WorkloadSpec
{
    [Description("The service that it drives; needed where the recipe has several.")]
    public string? Service { get; init; }

    [Description("The image that the client runs in: a .sif or .def file, a folder, or docker://, oras://, library:// or https:// with a name. Relative paths count from the recipe's folder; left out, what is installed on the node is run.")]
    public string? Image { get; init; }

    [Description("How the client runs in its image.")]
    public JobContainerSpec? Container { get; init; }

    [Description("Clients at the same time, each a job or step of its own; they start together. The rate of an http load is that of all together.")]
    [Range(1, 1000)]
    public int Instances { get; init; } = 1;

    [Description("With 'placement: shared': how many of them share a node. With 'separate' the scheduler decides.")]
    [Range(1, 1000)]
    public int InstancesPerNode { get; init; } = 1;

    [Description("How long clients wait for each other, and for the service to be reached from their nodes, before they give up.")]
    [Range(1, 86_400)]
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(10);

    [Description("Environment variables of the client, beside SERVICE_NAME, SERVICE_HOSTNAME, SERVICE_PORT and SERVICE_URL.")]
    public IReadOnlyDictionary<string, Text> Env { get; init; } = new Dictionary<string, Text>();

    [Description("What to ask the scheduler for.")]
    public ResourceSpec Resources { get; init; } = new();

    [Description("Who measures with whom, of the nodes of one job: iperf3, ping and qperf need it, command may have it. 'single' is no pattern: a client at a service.")]
    public PatternKind Pattern { get; init; } = PatternKind.Single;

    /// <summary>True where it runs between the nodes of one job, and needs no service.</summary>
    public bool IsOverPattern => Pattern != PatternKind.Single;
}
