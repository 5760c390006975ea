using Bench.Measurement.Histograms;

namespace Bench.Measurement.Results;

/// <summary>Durations, in ns, of the requests that were due in the measurement.</summary>
public sealed record HttpLoadHistograms
{
    /// <summary>
    /// From the time at which a request was due to its end: corrected for coordinated omission. It holds every scheduled request once, also those
    /// that failed (until their failure) and those never answered or never sent (until the end of the drain: they took at least that long).
    /// </summary>
    public required LatencyHistogram Latency { get; init; }

    /// <summary>From the actual send to the end, of those that were sent. It hides the wait for a free connection.</summary>
    public required LatencyHistogram LatencyUncorrected { get; init; }

    /// <summary>From the actual send to the end, of good answers alone: how long the service took for what it did well. Files of older versions have none.</summary>
    public LatencyHistogram ServiceTime { get; init; } = new();

    /// <summary>The part of <see cref="Latency"/> that ended in an error; <see cref="Latency"/> without it is that of the good answers.</summary>
    public required LatencyHistogram ErrorLatency { get; init; }

    /// <summary>Actual send − time due, of those that were sent. It contains the wait for a free connection, which is the server's doing.</summary>
    public required LatencyHistogram SendLag { get; init; }

    /// <summary>
    /// Actual send − the first moment at which it could be sent (due, and a connection free): the client's own lateness. Where it is small and
    /// <see cref="SendLag"/> is large, connections were too few or the server too slow; where the client itself was held up for long, the first requests
    /// after it show here and those queued behind them in <see cref="SendLag"/>, so a verdict on the client should look at its p99 and its maximum.
    /// </summary>
    public required LatencyHistogram ClientLag { get; init; }

    /// <summary>
    /// The client's read of an answer − the time at which the kernel received its last byte: what the client would have added to the latencies, which end
    /// with the latter. Empty where the client knows of its reads alone, and the latencies end with those.
    /// </summary>
    public LatencyHistogram ReadLag { get; init; } = new();

    /// <summary>Time to connect, of all connections since the start.</summary>
    public required LatencyHistogram Connect { get; init; }

    internal static HttpLoadHistograms Merge(IReadOnlyList<HttpLoadHistograms> parts) => new()
    {
        Latency = LatencyHistogram.Merge(parts.Select(p => p.Latency)),
        LatencyUncorrected = LatencyHistogram.Merge(parts.Select(p => p.LatencyUncorrected)),
        ServiceTime = LatencyHistogram.Merge(parts.Select(p => p.ServiceTime)),
        ErrorLatency = LatencyHistogram.Merge(parts.Select(p => p.ErrorLatency)),
        SendLag = LatencyHistogram.Merge(parts.Select(p => p.SendLag)),
        ClientLag = LatencyHistogram.Merge(parts.Select(p => p.ClientLag)),
        ReadLag = LatencyHistogram.Merge(parts.Select(p => p.ReadLag)),
        Connect = LatencyHistogram.Merge(parts.Select(p => p.Connect)),
    };
}
