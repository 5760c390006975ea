using System.Globalization;

namespace Bench.Measurement.Machine;

/// <summary>
/// What jobs use, from <c>/proc</c>: for each job the sum over its processes, and rows of the machine as source <see cref="NodeSource"/>. Rates are
/// differenced for each process on its own, so that processes that end between two samples make nothing negative; what they used since the
/// last sample is not counted. Not for several threads at once.
/// </summary>
/// <param name="node">Name of the machine in the rows.</param>
public sealed class ResourceReader(ProcFileSystem proc, string node, TimeProvider time)
{
    /// <summary>The source of what is the whole machine's.</summary>
    public const string NodeSource = "node";

    /// <summary>Reading PSS makes the kernel walk a process's pages: not for jobs of many processes.</summary>
    private const int MostProcessesForPss = 64;

    private readonly Dictionary<(int Pid, long StartTime), ProcessCounters> _processes = [];
    private NodeCounters? _node;
    private long _timestamp;

    /// <summary>One sample; the first has gauges only, rates begin with the second.</summary>
    /// <param name="find">The jobs as they are at this moment: the source of each one's rows, and its processes.</param>
    public IReadOnlyList<SeriesRow> Read(Func<ProcSnapshot, IEnumerable<(string Source, IReadOnlyList<ProcStat> Processes)>> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        var at = time.GetUtcNow();
        var timestamp = time.GetTimestamp();
        var before = _node;
        var seconds = before is null ? 0 : time.GetElapsedTime(_timestamp, timestamp).TotalSeconds;
        var rows = new List<SeriesRow>();
        void Add(string source, string metric, double value, string unit) => rows.Add(new SeriesRow(at, source, node, metric, value, unit));

        _timestamp = timestamp;
        _node = NodeCounters.Read(proc);
        var alive = new HashSet<(int, long)>();
        foreach (var (source, processes) in find(proc.Snapshot()))
        {
            alive.UnionWith(processes.Select(p => p.Key));
            AddJob(source, processes, before?.UptimeTicks, seconds, Add);
        }

        AddNode(before, _node, seconds, Add);
        foreach (var gone in _processes.Keys.Where(k => !alive.Contains(k)).ToList())
        {
            _processes.Remove(gone);
        }

        return rows;
    }

    private void AddJob(string source, IReadOnlyList<ProcStat> processes, long? since, double seconds, Action<string, string, double, string> add)
    {
        var used = ProcessCounters.None;
        foreach (var process in processes)
        {
            var counters = ProcessCounters.Read(proc, process);

            // A process that began after the last sample used all that it has in between; one that was only found now is but a beginning.
            var last = _processes.GetValueOrDefault(process.Key) ?? (since is { } s && process.StartTime >= s ? ProcessCounters.None : counters);
            used += counters - last;
            _processes[process.Key] = counters;
        }

        if (seconds > 0)
        {
            add(source, "cpu/cores", (used.UserTicks + used.SystemTicks) / ProcessCounters.TicksPerSecond / seconds, "cores");
            add(source, "cpu/user", used.UserTicks / ProcessCounters.TicksPerSecond / seconds, "cores");
            add(source, "cpu/system", used.SystemTicks / ProcessCounters.TicksPerSecond / seconds, "cores");
            add(source, "io/read", used.ReadBytes / seconds, "B/s");
            add(source, "io/write", used.WrittenBytes / seconds, "B/s");
        }

        add(source, "memory/rss", processes.Sum(p => p.RssPages) * (double)Environment.SystemPageSize, "B");
        if (processes.Count is > 0 and <= MostProcessesForPss && processes.Select(p => Pss(p.Pid)).ToList() is var pss && !pss.Contains(null))
        {
            add(source, "memory/pss", pss.Sum()!.Value, "B");
        }

        add(source, "threads", processes.Sum(p => p.Threads), "1");
        add(source, "processes", processes.Count, "1");
    }

    private static void AddNode(NodeCounters? before, NodeCounters now, double seconds, Action<string, string, double, string> add)
    {
        if (before is not null && seconds > 0)
        {
            // Counters of the machine can step back too: an interface goes, a CPU is taken out.
            double Rate(Func<NodeCounters, double> counter) => Math.Max(0, counter(now) - counter(before)) / seconds;
            add(NodeSource, "cpu/cores", Rate(n => n.BusyTicks) / ProcessCounters.TicksPerSecond, "cores");
            add(NodeSource, "cpu/steal", Rate(n => n.StolenTicks) / ProcessCounters.TicksPerSecond, "cores");
            add(NodeSource, "network/rx", Rate(n => n.ReceivedBytes), "B/s");
            add(NodeSource, "network/tx", Rate(n => n.SentBytes), "B/s");
            add(NodeSource, "network/loopback", Rate(n => n.LoopbackBytes), "B/s");
        }

        add(NodeSource, "memory/available", now.AvailableBytes, "B");
        add(NodeSource, "load1", now.Load1, "1");
    }

    // Null where the process has gone or may not be looked into.
    private double? Pss(int pid) =>
        proc.ReadText($"{pid}/smaps_rollup")?.Split('\n').FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024
            : null;
}
