using Bench.Load.Engines.Epoll;
using Bench.Load.Engines.Sockets;
using Bench.Load.Engines.Uring;

namespace Bench.Load.Engines;

/// <summary>The engines by name. A new engine is a folder of its own and a line here.</summary>
internal static class LoadEngines
{
    /// <summary>All names, in the order in which help shows them.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["auto", "epoll", "io-uring", "sockets"];

    /// <summary>The engine called <paramref name="name"/>; <c>auto</c> is epoll, and sockets where the plan has TLS or the system is not Linux.</summary>
    /// <param name="tell">Is told where another engine than the one asked for is taken.</param>
    /// <exception cref="LoadException">The engine cannot do what the plan has.</exception>
    internal static ILoadEngine Create(string name, bool secure, Action<string> tell)
    {
        if (name == "auto")
        {
            return secure || !OperatingSystem.IsLinux() ? new SocketsEngine() : new EpollEngine();
        }

        if (name == "sockets")
        {
            return new SocketsEngine();
        }

        if (secure || !OperatingSystem.IsLinux())
        {
            throw new LoadException($"--engine {name} is for plain http on Linux: it has no TLS. Leave the option away, or take sockets.");
        }

        if (name == "io-uring" && UringEngine.Refusal() is { } refusal)
        {
            tell($"{refusal} epoll is taken instead.");
            return new EpollEngine();
        }

        return name == "io-uring" ? new UringEngine() : new EpollEngine();
    }
}
