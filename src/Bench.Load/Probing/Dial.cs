using System.Net.Sockets;

namespace Bench.Load.Probing;

/// <summary>Opens connections; a name is looked up anew each time, and its addresses are tried one after the other.</summary>
internal static class Dial
{
    internal static async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
