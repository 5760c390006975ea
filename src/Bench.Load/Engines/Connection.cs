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

    /// <summary>Answers that are awaited behind the one that is read now: those of the other requests of the same text.</summary>
    internal int Pending { get; private set; }

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

    // Of pipelined requests, which of them are HEAD.
    private bool[] _heads = [];

    /// <summary>Makes ready for the answers to a text.</summary>
    /// <param name="ends">Where its requests end, where they are several.</param>
    internal void Expect(ReadOnlySpan<byte> text, ReadOnlySpan<int> ends)
    {
        Pending = 0;
        parser.Reset(IsHead(text));
        if (ends.Length > 1)
        {
            _heads = _heads.Length >= ends.Length ? _heads : new bool[ends.Length];
            Pending = ends.Length - 1;
            // The last one's place is the first, and so on: Pending is then the place of the next.
            for (var i = 1; i < ends.Length; i++)
            {
                _heads[ends.Length - 1 - i] = IsHead(text[ends[i - 1]..]);
            }
        }
    }

    /// <summary>Goes on to the next answer of the same text.</summary>
    internal void ExpectNext() => parser.Reset(_heads[--Pending]);

    /// <summary>One of those that are awaited will not come.</summary>
    internal void Forgo() => Pending--;

    private static bool IsHead(ReadOnlySpan<byte> request) => request.StartsWith("HEAD "u8);
}
