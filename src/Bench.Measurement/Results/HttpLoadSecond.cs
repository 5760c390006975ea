using Bench.Measurement.Histograms;

namespace Bench.Measurement.Results;

/// <summary>
/// One second of the load. Events count where they happened: due times in <see cref="Scheduled"/>, sends in <see cref="Sent"/>, ends of requests in the
/// rest. So a stalling server shows as seconds without completions, followed by one with high latencies. The drain's seconds are at the end.
/// Times in the seconds of the measurement are those of requests that were due in it, so that all these seconds together have the histograms of the whole.
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

    /// <param name="scratch">Is emptied and filled; for thousands of seconds one does.</param>
    internal static HttpLoadSecond Merge(IReadOnlyList<HttpLoadSecond> parts, LatencyHistogram scratch)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var latency = Merge(parts, p => p.Hdr, scratch);
        var uncorrected = Merge(parts, p => p.HdrUncorrected, scratch);
        var lag = Merge(parts, p => p.HdrSendLag, scratch);
        return new HttpLoadSecond
        {
            Second = parts[0].Second,
            Scheduled = parts.Sum(p => p.Scheduled),
            Sent = parts.Sum(p => p.Sent),
            Completed = parts.Sum(p => p.Completed),
            Errors = parts.Sum(p => p.Errors),
            P50 = latency.P50,
            P99 = latency.P99,
            Max = parts.Max(p => p.Max),
            // Files of older versions have no histogram of it: then the worst stands for all.
            P99Uncorrected = uncorrected.P99 ?? parts.Max(p => p.P99Uncorrected),
            SendLagMax = parts.Max(p => p.SendLagMax),
            Hdr = latency.Hdr,
            HdrUncorrected = uncorrected.Hdr,
            HdrSendLag = lag.Hdr,
        };
    }

    private static (double? P50, double? P99, string? Hdr) Merge(IReadOnlyList<HttpLoadSecond> parts, Func<HttpLoadSecond, string?> of, LatencyHistogram scratch)
    {
        scratch.Reset();
        foreach (var part in parts)
        {
            if (of(part) is { } text)
            {
                scratch.Add(text);
            }
        }

        return (scratch.PercentileSeconds(50), scratch.PercentileSeconds(99), scratch.Count == 0 ? null : scratch.Encode());
    }
}
