using System.Net.Sockets;
using System.Text;

namespace Bench.Load.Probing;

/// <summary>PING is answered with +PONG. A Redis that still loads its data says so, and is not good.</summary>
internal sealed class RedisQuestion(string host, int port) : IQuestion
{
    private const int LongestLine = 512;

    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var socket = await Dial.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
        await socket.SendAsync("PING\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        var line = await ReadLineAsync(socket, cancellationToken).ConfigureAwait(false);
        return new ProbeAnswer(line == "+PONG", line.Length == 0 ? "no answer" : line);
    }

    private static async Task<string> ReadLineAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestLine];
        var length = 0;
        while (length < buffer.Length && !buffer.AsSpan(0, length).Contains((byte)'\n'))
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            length += count;
        }

        return Encoding.UTF8.GetString(buffer, 0, length).Split('\n')[0].TrimEnd('\r');
    }
}
