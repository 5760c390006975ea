using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Lifecycle.Workspaces;

namespace Bench.Lifecycle;

/// <summary>
/// The jobs of one run, with the journal written around every call to the backend: intent before submission, ends only when they were seen.
/// See <c>Jobs/Journal.design.md</c>.
/// </summary>
internal sealed class RunJobs
{
    private const int MostQuestions = 5;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private readonly RunContext _run;
    private readonly Journal _journal;
    private readonly ClusterTools _tools;
    private readonly long _attached;
    private long? _heard;

    public RunJobs(RunContext run, Journal journal, IJobBackend backend)
    {
        (_run, _journal, Backend) = (run, journal, backend);
        _tools = new ClusterTools(run, backend.Transport);
        _attached = run.Clock.GetTimestamp();
        Ledger = JobLedger.From(journal.Entries);
        journal.Appended += Ledger.Apply;
    }

    public IJobBackend Backend { get; }

    /// <summary>Since this process took the run's jobs over.</summary>
    public TimeSpan Age => _run.Clock.GetElapsedTime(_attached);

    /// <summary>The journal, folded, always up to date.</summary>
    public JobLedger Ledger { get; }

    /// <summary>
    /// The job, alive: the one that lives already (of this process or of one that died), or a new attempt. It is never submitted twice.
    /// </summary>
    public async Task<JobRecord> EnsureAsync(JobRequest request, CancellationToken cancellationToken) =>
        (await EnsureAsync([request], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>The same for several, which are submitted at the same time: over a line, each submission takes a few round trips.</summary>
    public async Task<IReadOnlyList<JobRecord>> EnsureAsync(IReadOnlyList<JobRequest> requests, CancellationToken cancellationToken)
    {
        var jobs = new List<JobRecord>();
        foreach (var request in requests)
        {
            jobs.Add(await IntendAsync(request, cancellationToken).ConfigureAwait(false));
        }

        // The journal is written by one alone. A submission that failed does not keep the others' ids from being written.
        var submissions = jobs.Zip(requests).Where(p => p.First.Id is null).Select(p => (Job: p.First, Answer: SubmitAsync(p.Second, p.First, cancellationToken))).ToList();
        Exception? failed = null;
        foreach (var (job, answer) in submissions)
        {
            try
            {
                Submitted(job, await answer.ConfigureAwait(false));
            }
            catch (Exception e)
            {
                failed ??= e;
            }
        }

        if (failed is not null)
        {
            ExceptionDispatchInfo.Throw(failed);
        }

        return [.. jobs.Select(j => Ledger[j.Job])];
    }

    // The job that lives, or that was intended and not submitted; else a new intent.
    private async Task<JobRecord> IntendAsync(JobRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Name, cancellationToken).ConfigureAwait(false) is { IsOpen: true } found)
        {
            return found;
        }

        cancellationToken.ThrowIfCancellationRequested();

        // A minute to build the tools, a line that does not open, a disk that is full: all that is before there is anything to take down.
        await _tools.FolderAsync(cancellationToken).ConfigureAwait(false);
        var attempt = (Ledger.Latest(request.Name)?.Attempt ?? 0) + 1;
        var name = $"{_run.Folder.Id}.{request.Name}.{attempt}";
        _journal.Append(new JournalEntry
        {
            Event = JournalEvents.Intent,
            Job = name,
            Role = request.Role,
            Name = request.Name,
            Attempt = attempt,
            Directory = _run.Workspace.Job($"{request.Name}.{attempt}"),
            Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            StopGrace = request.StopGrace.TotalSeconds,
        });
        return Ledger.Latest(request.Name)!;
    }

    /// <summary>
    /// The newest attempt of a job with its present state, or null where it was never intended. An intent whose submission was not recorded
    /// is looked up at the backend; where that finds nothing, the record comes back without an id and may be submitted under the same name.
    /// </summary>
    public async Task<JobRecord?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (Ledger.Latest(name) is not { } job)
        {
            return null;
        }

        if (job is { IsOpen: true, Id: null })
        {
            job = await AdoptAsync(job, cancellationToken).ConfigureAwait(false);
        }

        if (job is { IsOpen: true, Id: not null })
        {
            await PollAsync([job], cancellationToken).ConfigureAwait(false);
        }

        return Ledger.Latest(name);
    }

    /// <summary>Asks once for all, and writes what changed. The records that come back are the new ones.</summary>
    /// <exception cref="BenchException">A job can never run as the cluster is set up (status Scheduler); its state is written before.</exception>
    public async Task<IReadOnlyList<JobRecord>> PollAsync(IReadOnlyList<JobRecord> jobs, CancellationToken cancellationToken)
    {
        var (records, problem) = await LookAsync(jobs, cancellationToken).ConfigureAwait(false);
        return problem is null ? records : throw new BenchException(ExitStatus.Scheduler, problem);
    }

    private async Task<(IReadOnlyList<JobRecord> Jobs, Diagnostic? Problem)> LookAsync(IReadOnlyList<JobRecord> jobs, CancellationToken cancellationToken)
    {
        var open = jobs.Select(j => Ledger[j.Job]).Where(j => j is { IsOpen: true, Handle: not null }).ToList();
        if (open.Count == 0)
        {
            return ([.. jobs.Select(j => Ledger[j.Job])], null);
        }

        var statuses = await Backend.PollAsync([.. open.Select(j => j.Handle!)], cancellationToken).ConfigureAwait(false);
        CheckSilence(statuses.Values);
        foreach (var job in open)
        {
            Observe(job, statuses[job.Job]);
        }

        return ([.. jobs.Select(j => Ledger[j.Job])], statuses.Values.Select(s => s.Problem).FirstOrDefault(p => p is not null));
    }

    /// <summary>Stops jobs and writes their end once the backend says that they are gone.</summary>
    /// <param name="gentle">False: KILL at once.</param>
    /// <exception cref="BenchException">Something could not be stopped (status Scheduler).</exception>
    public async Task StopAsync(IReadOnlyList<JobRecord> jobs, string reason, bool gentle, CancellationToken cancellationToken)
    {
        var open = new List<JobRecord>();
        foreach (var job in jobs.Select(j => Ledger[j.Job]).Where(j => j.IsOpen))
        {
            var known = job.Id is null ? await AdoptAsync(job, cancellationToken).ConfigureAwait(false) : job;
            if (known.Id is not null)
            {
                open.Add(known);
            }
            else
            {
                End(known, JournalEvents.Cancelled, new JobStatus(JobPhase.Cancelled, Reason: "It was never submitted."));
            }
        }

        if (open.Count == 0)
        {
            return;
        }

        // What ended by itself before is an end, not a cancellation.
        open = [.. (await LookAsync(open, cancellationToken).ConfigureAwait(false)).Jobs.Where(j => j.IsOpen)];
        var grace = gentle ? open.Select(j => j.StopGrace).DefaultIfEmpty().Max() : (TimeSpan?)null;
        await Backend.StopAsync([.. open.Select(j => j.Handle!)], grace, cancellationToken).ConfigureAwait(false);
        var after = await AnswersAsync([.. open.Select(j => j.Handle!)], cancellationToken).ConfigureAwait(false);
        var left = open.Where(j => !after[j.Job].Phase.HasEnded()).ToList();
        foreach (var job in open.Except(left))
        {
            End(job, JournalEvents.Cancelled, after[job.Job] with { Reason = reason });
        }

        if (left.Count > 0)
        {
            throw new BenchException(ExitStatus.Scheduler, new Diagnostic(
                Codes.LeftOver, null,
                $"{string.Join(", ", left.Select(j => $"{j.Name} ({j.Id})"))} could not be stopped.",
                $"Do './build.sh Teardown --run {_run.Folder.Id}' again, or './build.sh Orphans --cancel'."));
        }
    }

    /// <summary>Writes that nothing of the run is left.</summary>
    public void TornDown() => _journal.Append(new JournalEntry { Event = JournalEvents.TornDown });

    private async Task<JobHandle> SubmitAsync(JobRequest request, JobRecord intent, CancellationToken cancellationToken)
    {
        var allocation = request.Allocation is { } name ? Ledger.Latest(name)!.Handle : null;
        var transport = Backend.Transport;
        var tools = await _tools.FolderAsync(cancellationToken).ConfigureAwait(false);
        if (transport.IsLocal)
        {
            // Over a line it comes with the first file that is written there.
            await transport.MakeDirectoryAsync(intent.Directory, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (file, content) in request.Files)
        {
            await transport.WriteAsync(Path.Combine(intent.Directory, file), Encoding.UTF8.GetBytes(content), executable: false, cancellationToken).ConfigureAwait(false);
        }

        // Between the intent and its answer nothing may cancel: the answer is what teardown needs.
        return await Backend.SubmitAsync(
            new JobSpec
            {
                Name = intent.Job,
                Script = request.Script,
                Directory = intent.Directory,
                Nonce = intent.Nonce,
                Environment = new Dictionary<string, string>(request.Environment)
                {
                    ["BENCH_TOOLS_DIR"] = tools,
                    ["BENCH_WORKSPACE"] = _run.Workspace.Shared,
                    ["BENCH_LEASE"] = _run.Workspace.Lease,
                    ["BENCH_LEASE_SECONDS"] = ((int)_run.Options.Lease.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
                StopGrace = intent.StopGrace,
                TakesLessTime = request.TakesLessTime,
                Allocation = allocation,
                Nodes = request.Nodes,
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    private void Submitted(JobRecord intent, JobHandle handle)
    {
        _journal.Append(new JournalEntry { Event = JournalEvents.Submitted, Job = intent.Job, Id = handle.Id, Phase = JobPhase.Pending });
        Tell(intent, JobPhase.Pending, null);
    }

    private async Task<JobRecord> AdoptAsync(JobRecord intent, CancellationToken cancellationToken)
    {
        var found = await Backend.FindAsync(new Dictionary<string, string> { [intent.Job] = intent.Directory }, cancellationToken).ConfigureAwait(false);
        if (found.Count > 0)
        {
            _journal.Append(new JournalEntry
            {
                Event = JournalEvents.Submitted,
                Job = intent.Job,
                Id = found[0].Id,
                Phase = JobPhase.Pending,
                Reason = "It was found by its name.",
            });
        }

        return Ledger[intent.Job];
    }

    // A line that breaks just now says nothing of jobs that were stopped: they are asked about again.
    private async Task<IReadOnlyDictionary<string, JobStatus>> AnswersAsync(IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var statuses = await Backend.PollAsync(jobs, cancellationToken).ConfigureAwait(false);
            if (tries == MostQuestions || statuses.Values.All(s => s.Phase != JobPhase.Unknown))
            {
                return statuses;
            }

            await Task.Delay(Backend.Pacing.Pause(tries), _run.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // UNKNOWN is an answer, but not for ever: a run that hears nothing for longer would outlive its jobs, which end with the lease.
    private void CheckSilence(IEnumerable<JobStatus> statuses)
    {
        var now = _run.Clock.GetTimestamp();
        if (statuses.Any(s => s.Phase != JobPhase.Unknown))
        {
            _heard = now;
            return;
        }

        if (_run.Clock.GetElapsedTime(_heard ??= now) > LongestSilence)
        {
            throw new BenchException(ExitStatus.Scheduler, new Diagnostic(
                Codes.SchedulerSilent, null,
                $"For {LongestSilence.TotalMinutes:0} minutes nothing was heard of the jobs: {statuses.Select(s => s.Reason).FirstOrDefault(r => r is not null) ?? "No answer."}",
                $"When {Backend.Transport.Name} answers again, go on with './build.sh RunBenchmark --run {_run.Folder.Id}'."));
        }
    }

    private void Observe(JobRecord job, JobStatus status)
    {
        // A reason that changes while a job is queued is news too: it is what people wait for.
        if (status.Phase == JobPhase.Unknown || (status.Phase == job.Phase && (status.Phase != JobPhase.Pending || status.Reason == job.Reason)))
        {
            return;
        }

        if (status.Phase.HasEnded())
        {
            End(job, JournalEvents.Ended, status);
            return;
        }

        _journal.Append(new JournalEntry { Event = JournalEvents.State, Job = job.Job, Phase = status.Phase, Reason = status.Reason });
        Tell(job, status.Phase, status.Reason);
    }

    private void End(JobRecord job, string happened, JobStatus status)
    {
        _journal.Append(new JournalEntry { Event = happened, Job = job.Job, Phase = status.Phase, ExitCode = status.ExitCode, Reason = status.Reason });
        Tell(job, status.Phase, status.Reason);
    }

    private void Tell(JobRecord job, JobPhase phase, string? reason) =>
        _run.Observer.On(new JobChanged(job.Name, job.Role, phase.ToString(), reason));
}
