using System.Net.Sockets;
using System.Text;
using Bench.Diagnostics;

namespace Bench.Health.Probes;

/// <summary>
/// PING, as an inline command, is answered with the simple string PONG (RESP, https://redis.io/docs/latest/develop/reference/protocol-spec/).
/// A server that still loads its data answers -LOADING, one that wants a password -NOAUTH: neither serves yet.
/// </summary>
public sealed class RedisProbe(string host, int port) : IProbe
{
    // An answer is one line; what is longer is no Redis.
    private const int LongestLine = 256;

    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            var line = await LineAsync(stream, cancellationToken).ConfigureAwait(false);
            return new ProbeAnswer(line == "+PONG", line.Length == 0 ? "closed without an answer" : Shown.Quoted(line));
        }
        catch (SocketException problem)
        {
            return new ProbeAnswer(false, $"{host}:{port}: {problem.SocketErrorCode}");
        }
        catch (IOException problem)
        {
            return new ProbeAnswer(false, problem.Message);
        }
    }

    // TCP may bring the line in pieces.
    private static async Task<string> LineAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestLine];
        var length = 0;
        while (length < buffer.Length && !buffer.AsSpan(0, length).Contains((byte)'\n'))
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        var line = buffer.AsSpan(0, length);
        var end = line.IndexOf((byte)'\n');
        return Encoding.ASCII.GetString(end < 0 ? line : line[..end]).TrimEnd('\r');
    }
}
