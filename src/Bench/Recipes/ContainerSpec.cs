using System.ComponentModel;

namespace Bench.Recipes;

[Description("How the nodes of a cluster run container images.")]
public sealed record ContainerSpec
{
    [Description("The runtime on the nodes; 'none' runs what is installed there.")]
    public ContainerRuntime Runtime { get; init; } = ContainerRuntime.None;

    [Description("A folder on the cluster where images are kept after they were pulled.")]
    public string? ImageCache { get; init; }
}
