using System.Globalization;
using Bench.Measurement.Machine;

namespace Bench.Load.Sampling;

/// <summary>
/// The processes of a job on this node: all that were started with BENCH_JOB in their environment, its command's process group, and what descends
/// from them. The group counts because services that write a title over their environment (Redis, PostgreSQL, Apptainer's parent) carry nothing any more. What was read of a
/// process is kept until it has gone or become another program, since most processes of a node are not the job's, and asking costs.
/// </summary>
/// <param name="group">Null: it is not known here.</param>
internal sealed class JobProcesses(ProcFileSystem proc, string job, int? group = null)
{
    /// <summary>A process this young may yet become another program under its old name, ticks.</summary>
    private const long Young = 60 * (long)ProcessCounters.TicksPerSecond;

    /// <summary>The process group of the job's command, by BENCH_GROUP: the wrapper that starts us beside it tells it.</summary>
    internal static int? GroupHere =>
        int.TryParse(Environment.GetEnvironmentVariable("BENCH_GROUP"), NumberStyles.None, CultureInfo.InvariantCulture, out var group) && group > 1 ? group : null;

    private Dictionary<(int Pid, long StartTime, string Program), bool> _known = [];

    /// <summary>All of them that live, this process too where it is one.</summary>
    internal IReadOnlyList<ProcStat> Find(ProcSnapshot now)
    {
        var known = new Dictionary<(int, long, string), bool>(_known.Count);
        var newest = now.All.Values.Select(p => p.StartTime).DefaultIfEmpty().Max();
        var found = new HashSet<(int Pid, long StartTime)>();
        foreach (var process in now.All.Values)
        {
            var key = (process.Pid, process.StartTime, process.Program);
            if (!_known.TryGetValue(key, out var belongs) || (!belongs && newest - process.StartTime < Young))
            {
                belongs = proc.Variable(process.Pid, "BENCH_JOB") == job;
            }

            known[key] = belongs;
            if (belongs || process.Group == group)
            {
                found.Add(process.Key);
            }
        }

        _known = known;
        found.UnionWith(now.Descendants(found));
        return [.. now.All.Values.Where(p => found.Contains(p.Key) && !p.HasEnded)];
    }

    /// <summary>As <see cref="Find"/>, without what only watches: the wrapper and its forks, this process, and other samplers and probes.</summary>
    internal IReadOnlyList<ProcStat> FindCommand(ProcSnapshot now)
    {
        var wrappers = Ancestors(now, Environment.ProcessId);
        var shell = wrappers.Count > 0 ? proc.Words(wrappers[0]) : [];
        bool IsFork(ProcStat process) => wrappers.Contains(process.Parent) && proc.Words(process.Pid) is { Count: > 0 } words && words.SequenceEqual(shell);
        // A fork of the wrapper that never became another program keeps watch, and sleeps between two looks.
        var forks = now.All.Values.Where(IsFork).Select(p => p.Pid).ToHashSet();
        var own = now.Descendants(now.All.TryGetValue(Environment.ProcessId, out var self) ? new HashSet<(int, long)> { self.Key } : []);
        return [.. Find(now).Where(p =>
            p.Pid != Environment.ProcessId && !own.Contains(p.Key) && !wrappers.Contains(p.Pid) && !forks.Contains(p.Pid)
            && !(forks.Contains(p.Parent) && p.Program == "sleep") && !(p.Program == "bench-load" && Watches(proc.Words(p.Pid))))];
    }

    private static bool Watches(IReadOnlyList<string> words) => words.Count > 1 && words[1] is "sample" or "probe";

    private static List<int> Ancestors(ProcSnapshot now, int pid)
    {
        var result = new List<int>();
        while (now.All.TryGetValue(pid, out var process) && process.Parent > 1 && !result.Contains(process.Parent))
        {
            result.Add(pid = process.Parent);
        }

        return result;
    }
}
