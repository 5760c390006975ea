using Bench.Load.Http;

namespace Bench.Load.Engines.Epoll;

/// <summary>One connection of a worker, over all the sockets that carry it one after the other.</summary>
internal sealed class Connection(int key, ResponseParser parser)
{
    internal enum Stage
    {
        /// <summary>No socket; opened again at <see cref="Since"/>.</summary>
        Down,
        Connecting,
        Idle,
        Busy,
    }

    /// <summary>Sockets that it has had.</summary>
    internal int Generation { get; set; }

    /// <summary>What epoll gives back: the socket's number in the upper half, the connection's place in the lower.</summary>
    internal long Token => (long)Generation << 32 | (uint)key;

    internal ResponseParser Parser => parser;

    internal Stage State { get; set; }

    internal int Fd { get; set; } = -1;

    /// <summary>When its stage began: connect, idleness or send; while it is down, when to try again.</summary>
    internal long Since { get; set; }

    /// <summary>Due time of its request.</summary>
    internal long Due { get; set; }

    /// <summary>What the socket did not take of its request yet; a copy, since the request itself is valid for a short time only.</summary>
    internal ArraySegment<byte> Rest { get; set; } = ArraySegment<byte>.Empty;

    /// <summary>Waits for room in the socket's buffer.</summary>
    internal bool WantsRoom { get; set; }

    /// <summary>It was up before.</summary>
    internal bool WasUp { get; set; }

    /// <summary>It stands in the queue of idle connections, perhaps no longer rightly.</summary>
    internal bool Queued { get; set; }

    /// <summary>Failed attempts to connect in a row.</summary>
    internal int Failures { get; set; }

    /// <summary>Neighbours in the list of those with a running timeout.</summary>
    internal Connection? Before { get; set; }

    internal Connection? After { get; set; }

    /// <summary>Keeps the part of a request that the socket did not take, in memory that it keeps for the next time.</summary>
    internal void Keep(ReadOnlySpan<byte> rest)
    {
        var memory = Rest.Array is { } array && array.Length >= rest.Length ? array : new byte[rest.Length];
        rest.CopyTo(memory);
        Rest = new ArraySegment<byte>(memory, 0, rest.Length);
    }
}
