using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

namespace Bench.Tests.Workloads;

/// <summary>Results of bench-load that never ran.</summary>
internal static class HttpLoads
{
    public static readonly DateTimeOffset Started = new(2026, 11, 22, 15, 12, 33, TimeSpan.Zero);

    public static LatencyHistogram Histogram(params long[] nanoseconds)
    {
        var histogram = new LatencyHistogram();
        Array.ForEach(nanoseconds, histogram.Record);
        return histogram;
    }

    public static HttpLoadResult Result() => new()
    {
        Engine = "test",
        Options = new() { Url = "http://a/b", Rate = 100, Connections = 4, Threads = 2, DurationSeconds = 10 },
        Started = Started,
        MeasuredSeconds = 10,
        Counts = new()
        {
            Scheduled = 1000,
            Sent = 1000,
            Completed = 997,
            CompletedInTime = 990,
            Errors = 3,
            ErrorsByKind = new Dictionary<string, long> { [HttpErrorKinds.Timeout] = 3 },
            EmptyBodies = 2,
            BytesReceived = 5000,
            Reconnects = 1,
        },
        Rates = new() { Requested = 100, Scheduled = 100.5, Achieved = 99 },
        Histograms = new()
        {
            Latency = Histogram(1_000_000, 2_000_000, 3_000_000_000),
            LatencyUncorrected = Histogram(1_000_000, 2_000_000, 2_000_000),
            ErrorLatency = Histogram(),
            SendLag = Histogram(1000, 2000),
            ClientLag = Histogram(500),
            ReadLag = Histogram(90_000, 20_000),
            Connect = Histogram(),
        },
        PerSecond =
        [
            new() { Second = -1, Scheduled = 100, Sent = 100, Completed = 0, Errors = 0 },
            new() { Second = 0, Scheduled = 100, Sent = 99, Completed = 98, Errors = 1, P50 = 1e-3, P99 = 2e-3, Max = 3e-3, P99Uncorrected = 1e-3, SendLagMax = 1e-6 },
        ],
        Client = new() { UserSeconds = 1, SystemSeconds = 2, CpuShare = 0.3, BusyShare = 0.1, StealShare = 0.02 },
        Arrivals = new() { Gaps = 10 },
    };
}
