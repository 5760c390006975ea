using Bench.Load.Engines.Epoll;

namespace Bench.Load.Engines;

/// <summary>The engines by name. A new engine is a folder of its own and a line here.</summary>
internal static class LoadEngines
{
    /// <summary>All names, in the order in which help shows them.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["auto", "epoll"];

    /// <summary>The engine called <paramref name="name"/>; <c>auto</c> is the best that this machine has.</summary>
    internal static ILoadEngine Create(string name) => name switch
    {
        "auto" or "epoll" => new EpollEngine(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such engine."),
    };
}
