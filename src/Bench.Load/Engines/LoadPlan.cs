using System.Net;
using Bench.Measurement.Arrivals;

namespace Bench.Load.Engines;

/// <summary>All that an engine needs to know, settled before the load begins. Durations in ns.</summary>
internal sealed record LoadPlan
{
    public required IPEndPoint Endpoint { get; init; }

    /// <summary>The request as it goes over the wire.</summary>
    public required byte[] Request { get; init; }

    /// <summary>It is a HEAD request, whose answers have no body.</summary>
    public bool Head { get; init; }

    public required ArrivalLaw Law { get; init; }

    public required double Rate { get; init; }

    public required long Seed { get; init; }

    public required int Connections { get; init; }

    public required int Threads { get; init; }

    public required long Warmup { get; init; }

    /// <summary>Of the measurement.</summary>
    public required long Duration { get; init; }

    public required long Timeout { get; init; }

    public required long Drain { get; init; }

    /// <summary>Spin before each send (precise), or trust the kernel's timer (eco).</summary>
    public bool Spin { get; init; } = true;
}
