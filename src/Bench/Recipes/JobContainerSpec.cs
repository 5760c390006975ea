using System.ComponentModel;

namespace Bench.Recipes;

[Description("How a command runs in its image. Everything may be left out.")]
public sealed record JobContainerSpec
{
    [Description("The runtime; the cluster's 'container.runtime' where it is left out. 'none' leaves the image aside and runs what is installed on the node.")]
    public ContainerRuntime? Runtime { get; init; }

    [Description("'exec': the command in the image. 'run': the image's own start script, with the command as its arguments. 'instance': the command in a named instance.")]
    public ContainerMode Mode { get; init; } = ContainerMode.Exec;

    [Description("Folders and files of the node that are seen in the container, as source[:target[:options]], such as /scratch/data:/data:ro.")]
    public IReadOnlyList<Text> Binds { get; init; } = [];

    [Description("GPUs in the container: 'nv' (NVIDIA), 'rocm' (AMD), 'none', or 'auto': NVIDIA's where the job asks for GPUs.")]
    public GpuSupport Gpu { get; init; } = GpuSupport.Auto;

    [Description("Whether the image's file system can be written to, in memory; what is written is gone when the job ends.")]
    public bool WritableTmpfs { get; init; }

    [Description("Whether the container gets no more of the job's environment than what Bench and the recipe set.")]
    public bool CleanEnv { get; init; }

    [Description("Further options of the runtime, one word each, such as [--no-home, --pid].")]
    public IReadOnlyList<Text> Options { get; init; } = [];
}
