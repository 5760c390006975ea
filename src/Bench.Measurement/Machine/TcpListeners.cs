using System.Globalization;

namespace Bench.Measurement.Machine;

/// <summary>Who listens on a TCP port, by <c>/proc/net/tcp</c> and the descriptors of processes.</summary>
public static class TcpListeners
{
    private const string Listen = "0A";

    private static readonly string[] Tables = ["net/tcp", "net/tcp6"];

    /// <summary>True, false, or null where somebody listens but descriptors of one of the processes may not be read.</summary>
    public static bool? Listens(ProcFileSystem proc, IReadOnlyList<ProcStat> processes, int port)
    {
        ArgumentNullException.ThrowIfNull(proc);
        var sockets = Listeners(proc, port).Select(inode => $"socket:[{inode}]").ToHashSet();
        if (sockets.Count == 0)
        {
            return false;
        }

        var links = processes.Select(p => proc.Links(p.Pid)).ToList();
        return links.Any(l => l?.Any(sockets.Contains) == true) ? true : links.Contains(null) ? null : false;
    }

    // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode
    private static IEnumerable<string> Listeners(ProcFileSystem proc, int port)
    {
        var ending = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return Tables
            .SelectMany(name => (proc.ReadText(name) ?? "").Split('\n'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == Listen && fields[1].EndsWith(ending, StringComparison.Ordinal))
            .Select(fields => fields[9]);
    }
}
