using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bench.Measurement.Machine;

namespace Bench.Load.Pairs;

/// <summary>Ports of servers on this node. Whether one is open is read from the kernel: to connect would be the one test that a server gives.</summary>
internal static class ServerPort
{
    private const string Listen = "0A";

    /// <summary>A port that nobody has at this moment, on any address. Another may take it before the server does; then it is tried again.</summary>
    internal static int Free()
    {
        var family = Socket.OSSupportsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        using var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = true;
        }

        socket.Bind(new IPEndPoint(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Whether a process of the group listens on the port (TCP) or is bound to it (UDP).</summary>
    internal static bool IsOpen(ProcFileSystem proc, int group, int port)
    {
        var sockets = Sockets(proc, port).ToHashSet();
        return sockets.Count > 0
            && (Holds(proc, group, sockets) || proc.All().Values.Any(p => p.Group == group && p.Pid != group && Holds(proc, p.Pid, sockets)));
    }

    // What may not be looked into (containers of another user namespace) is believed: somebody has the port, and the process lives.
    private static bool Holds(ProcFileSystem proc, int pid, HashSet<string> sockets) => proc.Links(pid) is not { } links || links.Any(sockets.Contains);

    // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode
    private static IEnumerable<string> Sockets(ProcFileSystem proc, int port)
    {
        var ending = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        foreach (var table in (string[])["net/tcp", "net/tcp6", "net/udp", "net/udp6"])
        {
            foreach (var line in (proc.ReadText(table) ?? "").Split('\n'))
            {
                if (line.Contains(ending, StringComparison.Ordinal)
                    && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 9 } fields
                    && fields[1].EndsWith(ending, StringComparison.Ordinal)
                    && (fields[3] == Listen || table.StartsWith("net/udp", StringComparison.Ordinal)))
                {
                    yield return $"socket:[{fields[9]}]";
                }
            }
        }
    }
}
