namespace Bench.Jobs.Local;

/// <summary>All processes at about one moment. What is read beyond their state is read once, however many jobs ask.</summary>
internal sealed class ProcSnapshot
{
    private readonly ProcFileSystem _proc;
    private readonly Dictionary<int, string?> _jobs = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _outputs = [];

    public ProcSnapshot(ProcFileSystem proc)
    {
        _proc = proc;
        All = proc.All();
        Children = All.Values.ToLookup(p => p.Parent);
    }

    /// <summary>By pid; zombies too.</summary>
    public IReadOnlyDictionary<int, ProcStat> All { get; }

    /// <summary>By the parent's pid.</summary>
    public ILookup<int, ProcStat> Children { get; }

    /// <summary>BENCH_JOB of a process.</summary>
    public string? JobOf(int pid)
    {
        if (!_jobs.TryGetValue(pid, out var job))
        {
            _jobs[pid] = job = _proc.Variable(pid, "BENCH_JOB");
        }

        return job;
    }

    /// <summary>Where standard output and error of a process go.</summary>
    public IReadOnlyList<string> OutputsOf(int pid)
    {
        if (!_outputs.TryGetValue(pid, out var outputs))
        {
            _outputs[pid] = outputs = [.. new[] { _proc.Link(pid, "1"), _proc.Link(pid, "2") }.OfType<string>()];
        }

        return outputs;
    }

    /// <summary>The living process of this id, if it is still the same.</summary>
    public ProcStat? Find(LocalJobId id) =>
        id.Boot == _proc.Boot && All.TryGetValue(id.Pid, out var p) && p.StartTime == id.StartTime && !p.HasEnded ? p : null;
}
