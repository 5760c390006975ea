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

    /// <summary>99th percentile of the latency from the actual send, s.</summary>
    public double? P99Uncorrected { get; init; }

    /// <summary>Largest actual send − time due, s.</summary>
    public double? SendLagMax { get; init; }

    /// <summary>All latencies from the due time (<see cref="LatencyHistogram.Encode"/>), so that seconds and parts can be merged without loss.</summary>
    public string? Hdr { get; init; }

    /// <summary>All latencies from the actual send, in the same form.</summary>
    public string? HdrUncorrected { get; init; }

    /// <summary>All send lags, in the same form.</summary>
    public string? HdrSendLag { get; init; }

    internal static HttpLoadSecond Merge(IReadOnlyList<HttpLoadSecond> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var latency = All(parts, p => p.Hdr);
        var uncorrected = All(parts, p => p.HdrUncorrected);
        var lag = All(parts, p => p.HdrSendLag);
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
            // Files of older versions have no histogram of it: then the worst stands for all.
            P99Uncorrected = uncorrected.PercentileSeconds(99) ?? parts.Max(p => p.P99Uncorrected),
            SendLagMax = parts.Max(p => p.SendLagMax),
            Hdr = Encoded(latency),
            HdrUncorrected = Encoded(uncorrected),
            HdrSendLag = Encoded(lag),
        };
    }

    private static LatencyHistogram All(IReadOnlyList<HttpLoadSecond> parts, Func<HttpLoadSecond, string?> of) =>
        LatencyHistogram.Merge(parts.Select(of).OfType<string>().Select(LatencyHistogram.Decode));

    private static string? Encoded(LatencyHistogram histogram) => histogram.Count == 0 ? null : histogram.Encode();
}
