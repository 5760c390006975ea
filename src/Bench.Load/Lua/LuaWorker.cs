using System.Net;

namespace Bench.Load.Lua;

/// <summary>What <c>thread</c> stands for in a script: a worker of the load, with a state of its own.</summary>
internal sealed class LuaWorker(LuaState state, IPEndPoint address)
{
    private int _stopped;

    internal LuaState State => state;

    /// <summary><c>thread.addr</c>.</summary>
    internal IPEndPoint Address { get; set; } = address;

    /// <summary><c>thread:stop()</c>; true where it had not stopped before.</summary>
    internal bool Stop() => Interlocked.Exchange(ref _stopped, 1) == 0;
}
