using System.Globalization;

namespace Bench.Jobs.Local;

/// <summary>
/// Finds all processes of a job, also those that left its group, its session and its environment behind. A process belongs to a job when it
/// is the wrapper, carries BENCH_JOB, is in the wrapper's session, writes to the job's logs, descends from one that belongs, or was seen to
/// belong before. What only descent shows is remembered in the job's folder, for the next orchestrator.
/// </summary>
internal sealed class LocalMembers(ProcFileSystem proc)
{
    private const string MemoryFile = "processes.txt";

    private readonly Dictionary<string, HashSet<(int Pid, long StartTime)>> _seen = [];
    private readonly Lock _lock = new();

    public ProcFileSystem Proc { get; } = proc;

    /// <summary>The living ones, without this process itself.</summary>
    /// <param name="all">Of <see cref="ProcFileSystem.Snapshot"/>.</param>
    public IReadOnlyList<ProcStat> Of(JobHandle job, IReadOnlyDictionary<int, ProcStat> all)
    {
        lock (_lock)
        {
            var seen = Seen(job);
            var wrappers = Wrappers(job, all);
            var found = new HashSet<(int, long)>(wrappers.Select(w => w.Key));
            var since = Since(job);
            var marked = all.Values.Where(p => seen.Contains(p.Key) || (p.StartTime >= since && IsMarked(p, job, wrappers)));
            found.UnionWith(marked.Select(p => p.Key));
            var byDescent = Descendants(found, all);
            if (byDescent.Except(seen).ToList() is { Count: > 0 } fresh)
            {
                Remember(job, fresh);
            }

            found.UnionWith(byDescent);
            seen.IntersectWith(all.Values.Select(p => p.Key));
            seen.UnionWith(found);
            return [.. all.Values.Where(p => found.Contains(p.Key) && !p.HasEnded && p.Pid != Environment.ProcessId)];
        }
    }

    /// <summary>The wrapper, by the handle and by what it wrote itself: a job submitted twice has two, one of which ends at once.</summary>
    public IReadOnlyList<ProcStat> Wrappers(JobHandle job, IReadOnlyDictionary<int, ProcStat> all) =>
    [
        .. new[] { LocalJobId.TryParse(job.Id), LocalJobFiles.Started(job)?.Id }
            .OfType<LocalJobId>()
            .Where(id => id.Boot == Proc.Boot)
            .Select(id => all.TryGetValue(id.Pid, out var p) && p.StartTime == id.StartTime && !p.HasEnded ? p : null)
            .OfType<ProcStat>()
            .Distinct(),
    ];

    // Nothing of the job is older than its wrapper. The two wrappers of a double submission differ: the older counts.
    private long Since(JobHandle job) => new[] { LocalJobId.TryParse(job.Id), LocalJobFiles.Started(job)?.Id }
        .OfType<LocalJobId>().Where(id => id.Boot == Proc.Boot).Select(id => id.StartTime).DefaultIfEmpty(0).Min();

    private bool IsMarked(ProcStat process, JobHandle job, IReadOnlyList<ProcStat> wrappers) =>
        wrappers.Any(w => w.Pid == process.Session)
        || Proc.Variable(process.Pid, "BENCH_JOB") == job.Name
        || IsLog(Proc.Link(process.Pid, "1"), job)
        || IsLog(Proc.Link(process.Pid, "2"), job);

    private static bool IsLog(string? target, JobHandle job) =>
        target is not null && Path.GetFileName(target) is "stdout.log" or "stderr.log" && Path.GetDirectoryName(target) == Path.GetFullPath(job.Directory);

    private static HashSet<(int Pid, long StartTime)> Descendants(HashSet<(int Pid, long StartTime)> roots, IReadOnlyDictionary<int, ProcStat> all)
    {
        var result = new HashSet<(int, long)>();
        var children = all.Values.ToLookup(p => p.Parent);
        var open = new Stack<(int Pid, long StartTime)>(roots);
        while (open.TryPop(out var parent))
        {
            // A zombie's children were given away, and a parent that is younger than its child is another process of that number.
            foreach (var child in children[parent.Pid].Where(c => c.StartTime >= parent.StartTime && all.TryGetValue(parent.Pid, out var p) && p.StartTime == parent.StartTime))
            {
                if (!roots.Contains(child.Key) && result.Add(child.Key))
                {
                    open.Push(child.Key);
                }
            }
        }

        return result;
    }

    private HashSet<(int Pid, long StartTime)> Seen(JobHandle job)
    {
        if (!_seen.TryGetValue(job.Name, out var seen))
        {
            var file = Path.Combine(job.Directory, MemoryFile);
            seen = File.Exists(file)
                ? [.. File.ReadLines(file).Select(LocalJobId.TryParse).OfType<LocalJobId>().Where(id => id.Boot == Proc.Boot).Select(id => (id.Pid, id.StartTime))]
                : [];
            _seen[job.Name] = seen;
        }

        return seen;
    }

    private void Remember(JobHandle job, IEnumerable<(int Pid, long StartTime)> processes)
    {
        try
        {
            File.AppendAllLines(
                Path.Combine(job.Directory, MemoryFile), processes.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Pid}:{p.StartTime}:{Proc.Boot}")));
        }
        catch (IOException)
        {
            // The folder may be gone already; the memory of this process still serves.
        }
    }
}
