namespace Bench.Measurement.Machine;

/// <summary>All processes at about one moment. What is read beyond their state is read once, however many jobs ask.</summary>
public sealed class ProcSnapshot
{
    private readonly ProcFileSystem _proc;
    private readonly Dictionary<int, string?> _jobs = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _outputs = [];

    public ProcSnapshot(ProcFileSystem proc)
    {
        ArgumentNullException.ThrowIfNull(proc);
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

    /// <summary>The living process of this pid, if it is still the one that began then (clock ticks since boot).</summary>
    public ProcStat? Find(int pid, long startTime) => All.TryGetValue(pid, out var p) && p.StartTime == startTime && !p.HasEnded ? p : null;

    /// <summary>All that descend from <paramref name="roots"/>, without these; a parent that is younger than its child is another process of that number.</summary>
    public IReadOnlySet<(int Pid, long StartTime)> Descendants(IReadOnlySet<(int Pid, long StartTime)> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var result = new HashSet<(int, long)>();
        var open = new Stack<(int Pid, long StartTime)>(roots.Where(r => All.TryGetValue(r.Pid, out var p) && p.Key == r));
        while (open.TryPop(out var parent))
        {
            foreach (var child in Children[parent.Pid].Where(c => c.StartTime >= parent.StartTime))
            {
                if (!roots.Contains(child.Key) && result.Add(child.Key))
                {
                    open.Push(child.Key);
                }
            }
        }

        return result;
    }
}
