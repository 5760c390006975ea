using Bench.Load.Http;

namespace Bench.Load.Engines.Epoll;

/// <summary>A connection whose socket epoll watches.</summary>
internal sealed class EpollConnection(int key, ResponseParser parser) : Connection(key, parser)
{
    private byte[] _memory = [];
    private int _from;
    private int _to;

    internal int Fd { get; set; } = -1;

    /// <summary>What the socket did not take of the request yet; a copy, since the request itself is valid for a short time only.</summary>
    internal ReadOnlySpan<byte> Rest => _memory.AsSpan(_from, _to - _from);

    /// <summary>Keeps the part of a request that the socket did not take, in memory that stays for the next time.</summary>
    internal void Keep(ReadOnlySpan<byte> rest)
    {
        _memory = _memory.Length >= rest.Length ? _memory : new byte[rest.Length];
        rest.CopyTo(_memory);
        (_from, _to) = (0, rest.Length);
    }

    internal void Took(int count) => _from += count;
}
