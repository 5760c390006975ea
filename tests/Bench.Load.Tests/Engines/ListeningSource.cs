using System.Text;
using Bench.Load.Requests;

namespace Bench.Load.Tests.Engines;

/// <summary>Sends one request after the other from two buffers in turn, as a script does, and notes the answers.</summary>
/// <param name="rest">How long each connection rests before its request number n, from 0, over all connections, ns; null for no rests.</param>
internal sealed class ListeningSource(Func<int, long>? rest = null) : IRequestSource, IRequestSourceFactory
{
    private readonly byte[][] _buffers = [new byte[64], new byte[64]];

    internal int Made { get; private set; }

    internal List<(int Status, string Head, string Body)> Heard { get; } = [];

    internal int Rests { get; private set; }

    public bool WantsResponses => true;

    public bool WantsRests => rest is not null;

    public long Rest() => rest!(Rests++);

    public IRequestSource Create(int worker, int workers) => this;

    public ReadOnlyMemory<byte> Next()
    {
        var buffer = _buffers[Made++ % 2];
        var length = Encoding.ASCII.GetBytes($"GET /{Made} HTTP/1.1\r\nHost: x\r\n\r\n", buffer);
        return buffer.AsMemory(0, length);
    }

    public void Responded(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) =>
        Heard.Add((status, Encoding.ASCII.GetString(head), Encoding.ASCII.GetString(body)));
}
