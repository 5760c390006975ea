using Bench.Measurement;
using Bench.Transport;

namespace Bench.Jobs;

/// <summary>
/// A place where jobs run: <c>local</c>, <c>slurm</c>, <c>kubernetes</c>. Calls are batched; an answer that did not come is
/// <see cref="JobPhase.Unknown"/>, never an end. Nothing here writes the journal: the lifecycle does, around these calls.
/// </summary>
public interface IJobBackend : IAsyncDisposable
{
    /// <summary>The <c>scheduler:</c> of cluster files.</summary>
    string Scheduler { get; }

    /// <summary>How often it may be polled.</summary>
    PollPacing Pacing => PollPacing.Local;

    /// <summary>How files of jobs are reached.</summary>
    ITransport Transport { get; }

    /// <summary>Submits the job and returns at once. Throws <see cref="Diagnostics.BenchException"/> (status Scheduler) where it is refused.</summary>
    Task<JobHandle> SubmitAsync(JobSpec job, CancellationToken cancellationToken);

    /// <summary>Looks for jobs by their unique names, ended ones too where the backend remembers: after a crash between intent and submitted.</summary>
    /// <param name="jobs">Unique name to the job's folder.</param>
    Task<IReadOnlyList<JobHandle>> FindAsync(IReadOnlyDictionary<string, string> jobs, CancellationToken cancellationToken);

    /// <summary>One question for all jobs. Every handle has an entry, by name.</summary>
    Task<IReadOnlyDictionary<string, JobStatus>> PollAsync(IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken);

    /// <summary>Ends jobs with all that they started: TERM, the grace, KILL. Returns when they are gone; idempotent.</summary>
    /// <param name="grace">Null: at once, by KILL.</param>
    Task StopAsync(IReadOnlyList<JobHandle> jobs, TimeSpan? grace, CancellationToken cancellationToken);

    /// <summary>Whether a process of this job listens on the port: true, false, or null where the backend cannot tell.</summary>
    Task<bool?> ListensAsync(JobHandle job, int port, CancellationToken cancellationToken);

    /// <summary>Everything on this backend that carries a Bench run's name and still lives, whoever started it.</summary>
    Task<IReadOnlyList<JobHandle>> ListAsync(CancellationToken cancellationToken);

    /// <summary>What the scheduler itself accounted for jobs that ended: elapsed time, CPU, memory, energy, as far as it knows.</summary>
    Task<IReadOnlyList<SeriesRow>> AccountAsync(IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SeriesRow>>([]);

    /// <summary>How often each of the scheduler's programs was called, by its name; empty where there is no scheduler to spare.</summary>
    IReadOnlyDictionary<string, int> SchedulerCalls => new Dictionary<string, int>();

    /// <summary>A sampler of what the jobs use, or null where this backend has none.</summary>
    IResourceSampler? CreateSampler(IReadOnlyList<JobHandle> jobs);
}
