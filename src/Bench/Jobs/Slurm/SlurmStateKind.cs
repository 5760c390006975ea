namespace Bench.Jobs.Slurm;

/// <summary>What a state of Slurm means for a job's life.</summary>
internal enum SlurmStateKind
{
    /// <summary>A word that this version does not know: it ends nothing.</summary>
    Unknown,
    Pending,
    Running,
    Ended,
}
