using System.Net.Sockets;

namespace Bench.Health.Probes;

/// <summary>The port accepts a connection.</summary>
public sealed class TcpProbe(string host, int port) : IProbe
{
    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            return new ProbeAnswer(true, $"{host}:{port} accepts");
        }
        catch (SocketException problem)
        {
            return new ProbeAnswer(false, $"{host}:{port}: {problem.SocketErrorCode}");
        }
    }
}
