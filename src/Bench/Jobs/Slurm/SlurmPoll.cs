namespace Bench.Jobs.Slurm;

/// <summary>Asks for the state of all jobs: one command a call, and a second one where a job ended without saying how.</summary>
internal sealed class SlurmPoll(SlurmLook look, TimeProvider time) : IDisposable
{
    private static readonly PollPacing AccountPauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), 0.2);

    private readonly SlurmJudge _judge = new(time);
    private readonly SlurmPace _pace = new(time);
    private readonly Dictionary<string, SlurmMemory> _memories = [];
    private readonly SemaphoreSlim _one = new(1);

    public async Task<IReadOnlyDictionary<string, JobStatus>> RunAsync(IReadOnlyList<JobHandle> handles, CancellationToken cancellationToken)
    {
        var jobs = handles.DistinctBy(j => j.Name).ToList();
        if (jobs.Count == 0)
        {
            return new Dictionary<string, JobStatus>();
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await PollAsync(jobs, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The job was submitted just now: it waits until Slurm says otherwise.</summary>
    public async Task SubmittedAsync(JobHandle job, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        Memory(job).Last ??= new JobStatus(JobPhase.Pending);
        _pace.Changed();
        _one.Release();
    }

    /// <summary>The jobs were stopped by us and are gone: their next poll asks nobody why.</summary>
    public async Task StoppedAsync(IEnumerable<JobHandle> jobs, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        foreach (var job in jobs)
        {
            // The row is of the time before: it would say that the job runs.
            var memory = Memory(job);
            (memory.StoppedByUs, memory.Row) = (true, null);
            memory.MissingSince = time.GetUtcNow();
        }

        _one.Release();
    }

    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyDictionary<string, JobStatus>> PollAsync(List<JobHandle> jobs, CancellationToken cancellationToken)
    {
        if (jobs.Any(j => Memory(j).Last is null))
        {
            _pace.Changed();
        }

        var askQueue = _pace.IsDue;
        var (answer, error) = await look.TakeAsync(jobs, askQueue, [], cancellationToken).ConfigureAwait(false);
        if (askQueue)
        {
            _pace.Asked();
        }

        if (answer is null)
        {
            return jobs.ToDictionary(j => j.Name, _ => new JobStatus(JobPhase.Unknown, Reason: $"The cluster could not be asked: {(error.Length > 0 ? error : "the line broke")}"));
        }

        var result = new Dictionary<string, JobStatus>();
        var open = Judge(jobs, answer, result).Where(IsDue).ToList();
        if (open.Count > 0)
        {
            var (more, _) = await look.TakeAsync(open, answer.Queue is null, [.. open.Select(j => SlurmId.Parse(j.Id).Job).Distinct()], cancellationToken).ConfigureAwait(false);
            if (answer.Queue is null)
            {
                _pace.Asked();
            }

            if (more is not null)
            {
                Judge(open, more, result);
            }
        }

        var changed = false;
        foreach (var job in jobs)
        {
            var memory = Memory(job);
            changed |= memory.Last?.Phase != result[job.Name].Phase;
            memory.Last = result[job.Name].Phase == JobPhase.Unknown && memory.Last is not null ? memory.Last : result[job.Name];
        }

        if (changed)
        {
            _pace.Changed(waits: result.Values.Any(s => s.Phase is JobPhase.Pending or JobPhase.Unknown));
        }

        return result;
    }

    private List<JobHandle> Judge(List<JobHandle> jobs, SlurmAnswer answer, Dictionary<string, JobStatus> result)
    {
        var open = new List<JobHandle>();
        for (var i = 0; i < jobs.Count; i++)
        {
            (result[jobs[i].Name], var askMore) = _judge.Judge(jobs[i], Memory(jobs[i]), answer, i);
            if (askMore)
            {
                open.Add(jobs[i]);
            }
        }

        return open;
    }

    // sacct is asked less and less often about a job of which it knows nothing.
    private bool IsDue(JobHandle job)
    {
        var memory = Memory(job);
        if (memory.AccountAsked is { } asked && time.GetUtcNow() - asked < AccountPauses.Pause(memory.AccountCount))
        {
            return false;
        }

        (memory.AccountAsked, memory.AccountCount) = (time.GetUtcNow(), memory.AccountCount + 1);
        return true;
    }

    private SlurmMemory Memory(JobHandle job) => _memories.TryGetValue(job.Name, out var memory) ? memory : _memories[job.Name] = new SlurmMemory();
}
