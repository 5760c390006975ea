namespace Bench.Recipes;

/// <summary>Which GPUs a container is given.</summary>
public enum GpuSupport
{
    /// <summary>NVIDIA's where the job asks for GPUs, else none.</summary>
    Auto,
    None,

    /// <summary>NVIDIA: <c>--nv</c>.</summary>
    Nv,

    /// <summary>AMD: <c>--rocm</c>.</summary>
    Rocm,
}
