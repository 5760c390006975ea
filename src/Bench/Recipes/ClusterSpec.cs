using System.ComponentModel;

namespace Bench.Recipes;

/// <summary>A cluster file as the user wrote it; the cluster's name is the file's.</summary>
[Description("Where benchmarks run, and how jobs are started there.")]
public sealed record ClusterSpec
{
    [Description("Who starts the jobs.")]
    public required SchedulerKind Scheduler { get; init; }

    [Description("Alias in your ssh_config of the node where jobs are submitted; left out, commands run on this machine.")]
    public string? Ssh { get; init; }

    [Description("The ssh_config that has the alias: an absolute path, one below ~/, or one from this file's folder; ~/.ssh/config where it is left out.")]
    public string? SshConfig { get; init; }

    [Description("An absolute folder on the cluster that all nodes see; a folder for each run is made in it. Needed with 'ssh'.")]
    public string? Workdir { get; init; }

    [Description("Slurm account that the time is charged to.")]
    public string? Account { get; init; }

    [Description("Partition for jobs whose recipe names none.")]
    public string? Partition { get; init; }

    [Description("Slurm quality of service.")]
    public string? Qos { get; init; }

    [Description("Kubernetes context; kubeconfig's current one where it is left out.")]
    public string? Context { get; init; }

    [Description("Kubernetes namespace.")]
    public string Namespace { get; init; } = "default";

    [Description("Container runtime and image cache.")]
    public ContainerSpec Container { get; init; } = new();

    [Description("Environment modules that every job loads, in this order.")]
    public IReadOnlyList<string> Modules { get; init; } = [];

    [Description("Environment variables of every job.")]
    public IReadOnlyDictionary<string, Text> Env { get; init; } = new Dictionary<string, Text>();

    [Description("Further scheduler options for every job, such as --constraint=cpu, one word each.")]
    public IReadOnlyList<string> Directives { get; init; } = [];
}
