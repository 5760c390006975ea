namespace Bench.Recipes;

/// <summary>Where images are pulled and built.</summary>
public enum ContainerBuild
{
    /// <summary>In a job of its own: centres do not want the work on their login nodes.</summary>
    Job,

    /// <summary>On the node where jobs are submitted: compute nodes may not reach the registry.</summary>
    Login,
}
