namespace Bench.Jobs;

/// <summary>A job to submit.</summary>
public sealed record JobSpec
{
    /// <summary>Unique over all runs and attempts: <c>run-id.role-name.attempt</c>. It is written to the journal before anything is submitted, and found again by it.</summary>
    public required string Name { get; init; }

    /// <summary>The rendered script: a path on the machine that Bench runs on.</summary>
    public required string Script { get; init; }

    /// <summary>The job's own folder, seen from the job: stdout.log, stderr.log, endpoint.json, exit.json and what the job writes.</summary>
    public required string Directory { get; init; }

    /// <summary>A secret-free random value of this submission; the endpoint that the job publishes must carry it.</summary>
    public required string Nonce { get; init; }

    /// <summary>Everything that the script gets beside what the backend itself sets (BENCH_JOB, BENCH_JOB_DIR, BENCH_NONCE, PATH, HOME, …).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Time from TERM to KILL when it is stopped.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Nobody asked for the script's time limit, it was derived from what is to be done: where the site allows less, it gets what the site allows.</summary>
    public bool TakesLessTime { get; init; }

    /// <summary>A job of this run in whose allocation this one runs as a step (<c>placement: shared</c>); null: it gets an allocation of its own.</summary>
    public JobHandle? Allocation { get; init; }

    /// <summary>With <see cref="Allocation"/>: the step's nodes.</summary>
    public StepNodes Nodes { get; init; } = new(0, 1);
}
