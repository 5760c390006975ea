namespace Bench.Recipes;

/// <summary>bench-load's ways to the network.</summary>
public enum LoadEngineKind
{
    Auto,
    Epoll,
    IoUring,
    Sockets,
}
