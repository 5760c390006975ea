using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Bench.Diagnostics;
using Bench.Measurement.Machine;
using Bench.Transport;

namespace Bench.Jobs.Local;

/// <summary>
/// Jobs on this machine: each a session of its own that lives on when the orchestrator dies. Nothing is kept in memory that the next
/// orchestrator would need: handles, the job's folder and <c>/proc</c> tell all. See <c>LocalJobs.design.md</c>.
/// </summary>
public sealed class LocalJobs : IJobBackend
{
    // The caller's open descriptors are closed first: a pipe that a job holds open would keep whoever reads it waiting.
    private const string Launcher = """
        for fd in /proc/$$/fd/*; do fd=${fd##*/}; if [ "$fd" -gt 2 ]; then eval "exec $fd>&-"; fi; done 2>/dev/null
        exec setsid bash -- "$1" </dev/null >/dev/null 2>&1
        """;

    private static readonly TimeSpan WholeLookEvery = TimeSpan.FromSeconds(1);

    private static readonly IReadOnlyList<string> Nodes = [Environment.MachineName];

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, long> _looked = new();
    private readonly LocalMembers _members = new(new ProcFileSystem());

    /// <param name="time">The system's where it is left out.</param>
    public LocalJobs(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Transport = new LocalTransport(_time);
    }

    public string Scheduler => "local";

    public ITransport Transport { get; }

    private ProcFileSystem Proc => _members.Proc;

    /// <summary>A job of that name that already runs, or has run, in the folder is returned instead of being started again.</summary>
    public async Task<JobHandle> SubmitAsync(JobSpec job, CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(job.Directory);
        if (await FindAsync(new Dictionary<string, string> { [job.Name] = directory }, cancellationToken).ConfigureAwait(false) is [var existing])
        {
            return existing;
        }

        if (!File.Exists(job.Script))
        {
            throw Refused(job, $"there is no script '{job.Script}'");
        }

        await Transport.MakeDirectoryAsync(directory, cancellationToken).ConfigureAwait(false);
        var start = new ProcessStartInfo("bash", ["-c", Launcher, "bench", Path.GetFullPath(job.Script)]) { WorkingDirectory = directory };
        start.Environment.Clear();
        foreach (var (name, value) in LocalEnvironment.Of(job))
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!; // the runtime reaps it, disposed or not
            var stat = Proc.Stat(process.Id);
            return new JobHandle(job.Name, new LocalJobId(process.Id, stat?.StartTime ?? 0, Proc.Boot).ToString(), directory);
        }
        catch (Win32Exception e)
        {
            throw Refused(job, e.Message);
        }
    }

    public Task<IReadOnlyList<JobHandle>> FindAsync(IReadOnlyDictionary<string, string> jobs, CancellationToken cancellationToken)
    {
        var result = new List<JobHandle>();
        Lazy<Dictionary<string, JobHandle>> living = new(Living);
        foreach (var (name, folder) in jobs)
        {
            var directory = Path.GetFullPath(folder);
            if (LocalJobFiles.Started(new JobHandle(name, "", directory)) is { } started)
            {
                result.Add(new JobHandle(name, started.Id.ToString(), directory));
            }
            else if (living.Value.TryGetValue(name, out var handle))
            {
                result.Add(handle with { Directory = directory });
            }
        }

        return Task.FromResult<IReadOnlyList<JobHandle>>(result);
    }

    public Task<IReadOnlyDictionary<string, JobStatus>> PollAsync(IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken)
    {
        var result = jobs.DistinctBy(j => j.Name).Where(PlainlyRuns).ToDictionary(j => j.Name, _ => new JobStatus(JobPhase.Running, Nodes: Nodes));
        var others = jobs.DistinctBy(j => j.Name).Where(j => !result.ContainsKey(j.Name)).ToList();
        if (others.Count == 0)
        {
            return Task.FromResult<IReadOnlyDictionary<string, JobStatus>>(result);
        }

        var now = Proc.Snapshot();
        others.ForEach(j => result[j.Name] = Poll(j, now));

        // A process that started after the snapshot looks gone: "lost" is said only after a second look.
        var lost = jobs.Where(j => result[j.Name].Phase == JobPhase.Lost).ToList();
        if (lost.Count > 0)
        {
            now = Proc.Snapshot();
            lost.ForEach(j => result[j.Name] = Poll(j, now));
        }

        return Task.FromResult<IReadOnlyDictionary<string, JobStatus>>(result);
    }

    public Task StopAsync(IReadOnlyList<JobHandle> jobs, TimeSpan? grace, CancellationToken cancellationToken) =>
        Task.WhenAll(jobs.Select(j => new LocalStop(_members, j, grace, _time).RunAsync(Transport, cancellationToken)));

    public Task<bool?> ListensAsync(JobHandle job, int port, CancellationToken cancellationToken) =>
        Task.FromResult(TcpListeners.Listens(Proc, _members.Of(job, Proc.Snapshot()), port));

    public Task<IReadOnlyList<JobHandle>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<JobHandle>>([.. Living().Values]);

    public IResourceSampler? CreateSampler(IReadOnlyList<JobHandle> jobs) => new LocalResourceSampler(_members, jobs, _time);

    /// <summary>Jobs live on: that is their point.</summary>
    public ValueTask DisposeAsync() => Transport.DisposeAsync();

    // Most polls of a run are of jobs that simply run: three small files tell that, where a look at all of /proc would disturb the
    // measurement that it watches. Every second the whole look is taken all the same: it is what remembers descendants.
    private bool PlainlyRuns(JobHandle job)
    {
        if (_looked.TryGetValue(job.Name, out var last) && _time.GetElapsedTime(last) < WholeLookEvery
            && LocalJobId.TryParse(job.Id) is { } id && id.Boot == Proc.Boot
            && Proc.Stat(id.Pid) is { HasEnded: false } stat && stat.StartTime == id.StartTime)
        {
            return LocalJobFiles.Started(job) is not null && LocalJobFiles.Exit(job.Directory) is null;
        }

        _looked[job.Name] = _time.GetTimestamp();
        return false;
    }

    private JobStatus Poll(JobHandle job, ProcSnapshot now)
    {
        try
        {
            // Looked at before exit.json is: a job that ends in between has written it by then.
            var wrapperLives = _members.Wrappers(job, now).Count > 0;
            var members = _members.Of(job, now);
            if (LocalJobFiles.Exit(job.Directory) is { } exit)
            {
                return exit.Status(Nodes);
            }

            var started = LocalJobFiles.Started(job);
            if (wrapperLives)
            {
                return new JobStatus(started is null ? JobPhase.Pending : JobPhase.Running, Nodes: Nodes);
            }

            // Before started.json there may be a wrapper that no handle knows (a double submission): it is on its way.
            return started is null && members.Count > 0
                ? new JobStatus(JobPhase.Pending, Nodes: Nodes)
                : new JobStatus(JobPhase.Lost, null, Lost(started, members.Count), Nodes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new JobStatus(JobPhase.Unknown, Reason: e.Message);
        }
    }

    private string Lost(LocalStarted? started, int left) =>
        (started is null ? "Its script ended before it began its work."
            : started.Id.Boot != Proc.Boot ? "The machine was started anew while it ran."
            : "Its script was killed and could not say how it ended.")
        + (left > 0 ? $" {left} of its processes still live." : "");

    private Dictionary<string, JobHandle> Living()
    {
        var result = new Dictionary<string, JobHandle>();
        foreach (var process in Proc.All().Values.Where(p => !p.HasEnded).OrderBy(p => p.StartTime))
        {
            if (Proc.Variable(process.Pid, "BENCH_JOB") is { } name && Proc.Variable(process.Pid, "BENCH_JOB_DIR") is { } directory && !result.ContainsKey(name))
            {
                // The oldest is the wrapper, where it still lives.
                var id = LocalJobFiles.Started(new JobHandle(name, "", directory))?.Id ?? new LocalJobId(process.Pid, process.StartTime, Proc.Boot);
                result[name] = new JobHandle(name, id.ToString(), directory);
            }
        }

        return result;
    }

    private static BenchException Refused(JobSpec job, string why) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SubmitFailed, null, $"The job '{job.Name}' could not be started: {why.TrimEnd('.')}.", "Local jobs need bash and setsid (util-linux) on PATH."));
}
