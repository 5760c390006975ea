using System.ComponentModel;

namespace Bench.Recipes;

[Description("What a job asks the scheduler for. On 'local' only 'time' is enforced, and 'nodes' counts for patterns; the rest is for Slurm and Kubernetes.")]
public sealed record ResourceSpec
{
    private readonly int? _nodes;

    [Range(1, 100_000)]
    [Description("Nodes of the allocation; where 'hosts' are named, their number. Of a pattern on 'local', how many nodes are played on loopback addresses.")]
    public int Nodes { get => _nodes ?? Math.Max(1, Hosts.Count); init => _nodes = value; }

    [Description("The allocation's nodes by name, such as [node1, node3] (Slurm's --nodelist).")]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    [Range(1, 4096)]
    [Description("CPUs per node.")]
    public int? Cpus { get; init; }

    [Description("Memory per node, such as 8G.")]
    public ByteSize? Memory { get; init; }

    [Range(0, 64)]
    [Description("GPUs per node.")]
    public int Gpus { get; init; }

    [Range(1, 31_536_000)]
    [Description("Time limit; the job is stopped when it has passed.")]
    public TimeSpan? Time { get; init; }

    [Description("Partition; the cluster file's where it is left out.")]
    public string? Partition { get; init; }

    [Description("Slurm account; the cluster file's where it is left out.")]
    public string? Account { get; init; }

    [Description("Slurm quality of service; the cluster file's where it is left out.")]
    public string? Qos { get; init; }

    [Description("Slurm generic resources, such as gpu:a100:2 or license:1; 'gpus' is the short way for GPUs of any type.")]
    public string? Gres { get; init; }

    [Description("Slurm features that the nodes must have, such as cpu or 'x86&amd'.")]
    public string? Constraint { get; init; }

    [Description("Slurm reservation.")]
    public string? Reservation { get; init; }

    [Description("Whether no other job may run on the nodes.")]
    public bool Exclusive { get; init; }

    [Description("Whether Slurm may put the job back into the queue after a node failed or it was preempted. The measurement then starts anew.")]
    public bool Requeue { get; init; }

    [Description("Further options of sbatch for this job, such as --switches=1, one word each.")]
    public IReadOnlyList<string> Directives { get; init; } = [];
}
