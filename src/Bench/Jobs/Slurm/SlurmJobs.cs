using Bench.Diagnostics;
using Bench.Measurement;
using Bench.Transport;

namespace Bench.Jobs.Slurm;

/// <summary>
/// Jobs of a Slurm cluster, on the login node or through a line to it. Nothing is kept in memory that the next orchestrator would need: the
/// jobs' folders, their names and Slurm tell all. See <c>SlurmJobs.design.md</c>.
/// </summary>
public sealed class SlurmJobs : IJobBackend
{
    private readonly SlurmCalls _calls;
    private readonly SlurmSubmit _submit;
    private readonly SlurmFind _find;
    private readonly SlurmPoll _poll;
    private readonly SlurmSampler _sampler;
    private readonly TimeProvider _time;

    /// <param name="transport">To a machine that has Slurm's programs and sees the jobs' folders; disposed with this.</param>
    public SlurmJobs(ITransport transport, JobSite site, TimeProvider time)
    {
        _time = time;
        _calls = new SlurmCalls(transport);
        _submit = new SlurmSubmit(_calls, site, time);
        _find = new SlurmFind(_calls, time);
        _poll = new SlurmPoll(new SlurmLook(_calls), time);
        _sampler = new SlurmSampler(_calls, time);
    }

    public string Scheduler => "slurm";

    /// <summary>For the look at the files; squeue has a slower pace of its own.</summary>
    public PollPacing Pacing { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), 0.1);

    public ITransport Transport => _calls.Transport;

    /// <summary>How often each of Slurm's programs was called, by its name.</summary>
    public IReadOnlyDictionary<string, int> SchedulerCalls => _calls.Counts;

    public async Task<JobHandle> SubmitAsync(JobSpec job, CancellationToken cancellationToken)
    {
        var handle = await _submit.RunAsync(job, cancellationToken).ConfigureAwait(false);
        await _poll.SubmittedAsync(handle, cancellationToken).ConfigureAwait(false);
        return handle;
    }

    /// <exception cref="BenchException">The cluster could not be asked (status Scheduler): nothing is known, which is not "no jobs".</exception>
    public async Task<IReadOnlyList<JobHandle>> FindAsync(IReadOnlyDictionary<string, string> jobs, CancellationToken cancellationToken) =>
        jobs.Count == 0 ? [] : await _find.ByNameAsync(jobs, cancellationToken).ConfigureAwait(false) ?? throw Silent();

    /// <exception cref="BenchException">The transport is not set up (status Usage). A line that broke is <see cref="JobPhase.Unknown"/>.</exception>
    public Task<IReadOnlyDictionary<string, JobStatus>> PollAsync(IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken) => _poll.RunAsync(jobs, cancellationToken);

    public async Task StopAsync(IReadOnlyList<JobHandle> jobs, TimeSpan? grace, CancellationToken cancellationToken)
    {
        await new SlurmStop(_calls, _time).RunAsync(jobs, grace, cancellationToken).ConfigureAwait(false);
        await _poll.StoppedAsync(jobs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null: another node's sockets cannot be seen from here. The probe beside the service looks.</summary>
    public Task<bool?> ListensAsync(JobHandle job, int port, CancellationToken cancellationToken) => Task.FromResult<bool?>(null);

    /// <exception cref="BenchException">The cluster could not be asked (status Scheduler).</exception>
    public async Task<IReadOnlyList<JobHandle>> ListAsync(CancellationToken cancellationToken) => await _find.AllAsync(cancellationToken).ConfigureAwait(false) ?? throw Silent();

    public Task<IReadOnlyList<SeriesRow>> AccountAsync(IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken) =>
        new SlurmTotals(_calls, _time).RunAsync(jobs, cancellationToken);

    public IResourceSampler? CreateSampler(IReadOnlyList<JobHandle> jobs) => _sampler.Join(jobs);

    /// <summary>Jobs live on: that is their point.</summary>
    public ValueTask DisposeAsync()
    {
        _poll.Dispose();
        return Transport.DisposeAsync();
    }

    private BenchException Silent() => _calls.Unreachable ?? new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SlurmSilent, null,
        $"Slurm on {Transport.Name} does not answer: which jobs there are is not known.",
        "Look with 'scontrol ping' whether the controller is up, and do the same command again."));
}
