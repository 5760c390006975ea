using Bench.Recipes;

namespace Bench.Plans;

/// <summary>The container that a job's command runs in, resolved. The image's path on the nodes comes by environment, as <c>BENCH_IMAGE</c>.</summary>
public sealed record PlannedContainer
{
    /// <summary>Apptainer or Singularity; never <see cref="ContainerRuntime.None"/>.</summary>
    public required ContainerRuntime Runtime { get; init; }

    /// <summary>As the recipe has it: a .sif, a .def, a folder, or a URI such as <c>docker://redis:8</c>; relative paths from the recipe's folder, made absolute.</summary>
    public required string Image { get; init; }

    public required ContainerMode Mode { get; init; }

    /// <summary>As <c>--bind</c> takes them: <c>source[:target[:options]]</c>.</summary>
    public required IReadOnlyList<Text> Binds { get; init; }

    public required GpuSupport Gpu { get; init; }

    public required bool WritableTmpfs { get; init; }

    public required bool CleanEnv { get; init; }

    /// <summary>Further options of the runtime, one word each.</summary>
    public required IReadOnlyList<Text> Options { get; init; }
}
