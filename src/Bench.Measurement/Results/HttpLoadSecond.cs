using Bench.Measurement.Histograms;

namespace Bench.Measurement.Results;

/// <summary>
/// One second of the load. Events count where they happened: due times in <see cref="Scheduled"/>, sends in <see cref="Sent"/>, ends of requests in the
/// rest. So a stalling server shows as seconds without completions, followed by one with high latencies. The drain's seconds are at the end.
/// </summary>
public sealed record HttpLoadSecond
{
    /// <summary>Seconds from the measurement's start; negative in the warm-up.</summary>
    public required int Second { get; init; }

    public required long Scheduled { get; init; }

    public required long Sent { get; init; }

    /// <summary>Good answers.</summary>
    public required long Completed { get; init; }

    public required long Errors { get; init; }

    /// <summary>Median latency from the due time, s; null where nothing ended.</summary>
    public double? P50 { get; init; }

    /// <summary>99th percentile of the latency from the due time, s.</summary>
    public double? P99 { get; init; }

    /// <summary>Longest latency from the due time, s.</summary>
    public double? Max { get; init; }

    /// <summary>99th percentile of the latency from the actual send, s. In a merged result the worst of the parts.</summary>
    public double? P99Uncorrected { get; init; }

    /// <summary>Largest actual send − time due, s.</summary>
    public double? SendLagMax { get; init; }

    /// <summary>All latencies from the due time (<see cref="LatencyHistogram.Encode"/>), so that seconds and parts can be merged without loss.</summary>
    public string? Hdr { get; init; }

    internal static HttpLoadSecond Merge(IReadOnlyList<HttpLoadSecond> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var latency = LatencyHistogram.Merge(parts.Where(p => p.Hdr is not null).Select(p => LatencyHistogram.Decode(p.Hdr!)));
        return new HttpLoadSecond
        {
            Second = parts[0].Second,
            Scheduled = parts.Sum(p => p.Scheduled),
            Sent = parts.Sum(p => p.Sent),
            Completed = parts.Sum(p => p.Completed),
            Errors = parts.Sum(p => p.Errors),
            P50 = latency.PercentileSeconds(50),
            P99 = latency.PercentileSeconds(99),
            Max = parts.Max(p => p.Max),
            P99Uncorrected = parts.Max(p => p.P99Uncorrected),
            SendLagMax = parts.Max(p => p.SendLagMax),
            Hdr = latency.Count == 0 ? null : latency.Encode(),
        };
    }
}
