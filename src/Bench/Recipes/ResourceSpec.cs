using System.ComponentModel;

namespace Bench.Recipes;

[Description("What a job asks the scheduler for. On 'local' only 'time' is enforced; the rest is for Slurm and Kubernetes.")]
public sealed record ResourceSpec
{
    [Range(1, 100_000)]
    [Description("Nodes of the allocation.")]
    public int Nodes { get; init; } = 1;

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
}
