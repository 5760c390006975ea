namespace Bench.Load.Engines;

/// <summary>How a send waits for its time.</summary>
internal enum Pacing
{
    /// <summary>By the kernel's ns timer, and the last microseconds by spinning.</summary>
    Precise,

    /// <summary>By the kernel's ns timer alone, which is set as much earlier as the kernel usually is late.</summary>
    Eco,

    /// <summary>For the next point of a grid of 1 ms, at which all that is due goes out: the cheapest, and up to 1 ms late.</summary>
    Burst,

    /// <summary>By looking at clock and sockets without a pause: the thread never sleeps, and needs a CPU of its own.</summary>
    Busy,
}
