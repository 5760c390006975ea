namespace Bench.Recipes;

/// <summary>What runs container images on a cluster's nodes.</summary>
public enum ContainerRuntime
{
    /// <summary>No containers: what is installed on the node is run.</summary>
    None,
    Apptainer,
    Singularity,
    Docker,
    Podman,
}
