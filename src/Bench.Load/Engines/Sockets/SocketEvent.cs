namespace Bench.Load.Engines.Sockets;

/// <summary>What happened to a socket, as the pool's threads tell the worker's.</summary>
/// <param name="Token">The connection and its socket (<see cref="Connection.Token"/>).</param>
/// <param name="Count">Bytes that were read.</param>
/// <param name="Problem">Why it failed, else null.</param>
internal readonly record struct SocketEvent(long Token, SocketEvent.Kind What, int Count = 0, Exception? Problem = null)
{
    internal enum Kind
    {
        Connected,
        ConnectFailed,
        Read,
        ReadFailed,
        WriteFailed,
    }
}
