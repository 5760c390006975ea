namespace Bench.Jobs.Slurm;

/// <summary>What was seen of a job before. Nothing in it is needed: a new process sees the same again, only later.</summary>
internal sealed class SlurmMemory
{
    /// <summary>The last answer that was given.</summary>
    public JobStatus? Last { get; set; }

    /// <summary>The job's allocation, as squeue told it last.</summary>
    public SlurmRow? Row { get; set; }

    /// <summary>What sacct or scontrol said last.</summary>
    public SlurmRow? Account { get; set; }

    /// <summary>squeue said that it waits while its started.json was there: it was put back into the queue.</summary>
    public bool WaitsAgain { get; set; }

    /// <summary>Since when the end is known and its reason or its file is awaited.</summary>
    public DateTimeOffset? EndedSince { get; set; }

    /// <summary>Since when nobody knows the job.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>When sacct was asked about it last, and how often.</summary>
    public DateTimeOffset? AccountAsked { get; set; }

    public int AccountCount { get; set; }

    /// <summary>It was stopped by <see cref="SlurmJobs.StopAsync"/>: nobody needs to be asked why.</summary>
    public bool StoppedByUs { get; set; }
}
