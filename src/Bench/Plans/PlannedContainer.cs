using Bench.Recipes;

namespace Bench.Plans;

/// <summary>The container that a job's command runs in, resolved. The image's path on the nodes comes by environment, as <c>BENCH_IMAGE</c>.</summary>
/// <param name="Runtime">Apptainer or Singularity; never <see cref="ContainerRuntime.None"/>.</param>
/// <param name="Image">As the recipe has it: a .sif, a .def, a folder, or a URI such as <c>docker://redis:8</c>; relative paths from the recipe's folder, made absolute.</param>
/// <param name="Binds">As <c>--bind</c> takes them: <c>source[:target[:options]]</c>.</param>
/// <param name="Options">Further options of the runtime, one word each.</param>
public sealed record PlannedContainer(
    ContainerRuntime Runtime,
    string Image,
    ContainerMode Mode,
    IReadOnlyList<Text> Binds,
    GpuSupport Gpu,
    bool WritableTmpfs,
    bool CleanEnv,
    IReadOnlyList<Text> Options);
