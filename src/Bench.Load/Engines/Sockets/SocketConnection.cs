using Bench.Load.Http;

namespace Bench.Load.Engines.Sockets;

/// <summary>A connection that .NET's thread pool serves.</summary>
internal sealed class SocketConnection(int key, ResponseParser parser) : Connection(key, parser)
{
    internal SocketLife? Life { get; set; }
}
