using System.ComponentModel;

namespace Bench.Recipes;

[Description("How the nodes of a cluster run container images.")]
public sealed record ContainerSpec
{
    [Description("The runtime on the nodes; 'none' runs what is installed there.")]
    public ContainerRuntime Runtime { get; init; } = ContainerRuntime.None;

    [Description("A folder on the cluster where images are kept after they were pulled or built.")]
    public string? ImageCache { get; init; }

    [Description("Where images are pulled and built: 'job' (on a compute node) or 'login' (where jobs are submitted, for clusters whose compute nodes reach no registry).")]
    public ContainerBuild Build { get; init; } = ContainerBuild.Job;

    [Description("Options of the runtime for every container, one word each, such as [--bind, /project].")]
    public IReadOnlyList<Text> Options { get; init; } = [];
}
