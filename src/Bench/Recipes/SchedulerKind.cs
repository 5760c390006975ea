namespace Bench.Recipes;

/// <summary>Who starts the jobs of a cluster.</summary>
public enum SchedulerKind
{
    /// <summary>Processes of this machine.</summary>
    Local,
    Slurm,
    Kubernetes,
}
