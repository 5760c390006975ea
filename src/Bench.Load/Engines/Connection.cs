using Bench.Load.Http;

namespace Bench.Load.Engines;

/// <summary>One connection of a worker, over all the sockets that carry it one after the other. Each engine adds what its sockets need.</summary>
internal abstract class Connection(int key, ResponseParser parser)
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

    /// <summary>What events carry: the socket's number in the upper half, the connection's place in the lower.</summary>
    internal long Token => (long)Generation << 32 | (uint)key;

    internal ResponseParser Parser => parser;

    internal Stage State { get; set; }

    /// <summary>When its stage began: connect, idleness or send; while it is down, when to try again.</summary>
    internal long Since { get; set; }

    /// <summary>Due time of its request.</summary>
    internal long Due { get; set; }

    /// <summary>The socket has not taken the whole of its request yet.</summary>
    internal bool Sending { get; set; }

    /// <summary>It was up before.</summary>
    internal bool WasUp { get; set; }

    /// <summary>It stands in the queue of idle connections, perhaps no longer rightly.</summary>
    internal bool Queued { get; set; }

    /// <summary>Failed attempts to connect in a row.</summary>
    internal int Failures { get; set; }

    /// <summary>Neighbours in the list of those with a running timeout.</summary>
    internal Connection? Before { get; set; }

    internal Connection? After { get; set; }
}
