using System.Globalization;
using Bench.Measurement.Machine;

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
    public IReadOnlyList<ProcStat> Of(JobHandle job, ProcSnapshot now)
    {
        lock (_lock)
        {
            var seen = Seen(job);
            var wrappers = Wrappers(job, now);
            var since = Ids(job).Select(id => id.StartTime).DefaultIfEmpty(0).Min(); // nothing of the job is older than its wrapper
            var found = now.All.Values
                .Where(p => seen.Contains(p.Key) || (p.StartTime >= since && IsMarked(p, job, wrappers, now)))
                .Select(p => p.Key)
                .ToHashSet();
            var byDescent = now.Descendants(found);
            if (byDescent.Where(p => !seen.Contains(p)).ToList() is { Count: > 0 } fresh)
            {
                Remember(job, fresh);
            }

            found.UnionWith(byDescent);
            seen.UnionWith(found);
            return [.. now.All.Values.Where(p => found.Contains(p.Key) && !p.HasEnded && p.Pid != Environment.ProcessId)];
        }
    }

    /// <summary>As <see cref="Of"/> without the wrapper and its watch: what the job's own command runs, which is what one wants to measure.</summary>
    public IReadOnlyList<ProcStat> CommandOf(JobHandle job, ProcSnapshot now)
    {
        // The watch is a fork of the wrapper that never became another program; beside it only its own short-lived children.
        var wrapper = Wrappers(job, now).Select(w => w.Pid).ToHashSet();
        var watch = wrapper
            .SelectMany(w => now.Children[w].Where(c => Proc.ReadText($"{c.Pid}/cmdline") is { Length: > 0 } line && line == Proc.ReadText($"{w}/cmdline")))
            .Select(c => c.Pid)
            .ToHashSet();
        return [.. Of(job, now).Where(p => !wrapper.Contains(p.Pid) && !watch.Contains(p.Pid) && !watch.Contains(p.Parent))];
    }

    /// <summary>The living wrapper, by the handle and by what it wrote itself: a job submitted twice has two, one of which ends at once.</summary>
    public IReadOnlyList<ProcStat> Wrappers(JobHandle job, ProcSnapshot now) => [.. Ids(job).Select(id => now.Find(id.Pid, id.StartTime)).OfType<ProcStat>().Distinct()];

    private IEnumerable<LocalJobId> Ids(JobHandle job) =>
        new[] { LocalJobId.TryParse(job.Id), LocalJobFiles.Started(job)?.Id }.OfType<LocalJobId>().Where(id => id.Boot == Proc.Boot);

    private static bool IsMarked(ProcStat process, JobHandle job, IReadOnlyList<ProcStat> wrappers, ProcSnapshot now) =>
        wrappers.Any(w => w.Pid == process.Pid || w.Pid == process.Session)
        || now.JobOf(process.Pid) == job.Name
        || now.OutputsOf(process.Pid).Any(o => Path.GetFileName(o) is "stdout.log" or "stderr.log" && Path.GetDirectoryName(o) == Path.GetFullPath(job.Directory));

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
