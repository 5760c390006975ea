using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Bench.Load.Pairs;

/// <summary>A connection between driver and agent: JSON lines. Sending never waits, so that a peer that does not read holds up nobody.</summary>
internal sealed class PairLink : IAsyncDisposable
{
    /// <summary>Longer lines are no message: the most that is said is a pair's samples.</summary>
    internal const int LongestLine = 8 << 20;

    /// <summary>Before a peer has proved who it is, it may say no more than this.</summary>
    internal const int LongestFirstLine = 64 << 10;

    private readonly NetworkStream _stream;
    private readonly Channel<PairMessage> _queue = Channel.CreateUnbounded<PairMessage>();
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _writing;
    private byte[] _buffer = new byte[4096];
    private int _begin;
    private int _end;

    internal PairLink(Socket socket)
    {
        socket.NoDelay = true;
        Remote = Plain(((IPEndPoint)socket.RemoteEndPoint!).Address);
        _stream = new NetworkStream(socket, ownsSocket: true);
        _writing = WriteAsync();
    }

    internal IPAddress Remote { get; }

    /// <summary>How much may come in one line: little until the peer has proved who it is.</summary>
    internal int Longest { get; set; } = LongestFirstLine;

    /// <summary>How many messages wait to be sent.</summary>
    internal int Waiting => _queue.Reader.Count;

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        // What was said last may still go out, to a peer that reads.
        await Task.WhenAny(_writing, Task.Delay(TimeSpan.FromMilliseconds(200))).ConfigureAwait(false);
        await _closed.CancelAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
    }

    internal void Send(PairMessage message) => _queue.Writer.TryWrite(message);

    /// <summary>The next message; null at the end of the connection, and where what came is no message.</summary>
    internal async Task<PairMessage?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var length = _buffer.AsSpan(_begin, _end - _begin).IndexOf((byte)'\n');
                if (length >= 0)
                {
                    var line = _buffer.AsMemory(_begin, length);
                    _begin += length + 1;
                    return JsonSerializer.Deserialize(line.Span, PairMessageJson.Default.PairMessage);
                }

                if (_end - _begin >= Longest || !await FillAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>IPv4 where it comes as IPv6.</summary>
    internal static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var count = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync(_closed.Token).ConfigureAwait(false))
            {
                var line = JsonSerializer.SerializeToUtf8Bytes(message, PairMessageJson.Default.PairMessage);
                Array.Resize(ref line, line.Length + 1);
                line[^1] = (byte)'\n';
                await _stream.WriteAsync(line, _closed.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The reading side sees the end.
        }
    }
}
