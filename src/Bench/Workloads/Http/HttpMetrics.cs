using Bench.Metrics;
using Bench.Recipes;

namespace Bench.Workloads.Http;

/// <summary>The metrics of an HTTP load. Names are a contract (README); definitions are explained in <c>docs/metrics.md</c>.</summary>
public static class HttpMetrics
{
    /// <summary>Percentiles that are shown; the sample size says how far they can be trusted.</summary>
    public static IReadOnlyList<double> Percentiles { get; } = [50, 75, 90, 99, 99.9, 99.99, 99.999];

    public static MetricDefinition Throughput { get; } = new("throughput", "1/s", Direction.Higher, "http.throughput/1", "Good answers per second of the measurement.");

    public static MetricDefinition Requests { get; } = new("requests", "1", Direction.Higher, "http.requests/1", "Requests that were due in the measurement.");

    public static MetricDefinition Errors { get; } = new("errors", "1", Direction.Lower, "http.errors/1", "Requests that ended in anything but a good answer.");

    public static MetricDefinition RateRequested { get; } = new("rate/requested", "1/s", Direction.Higher, "http.rate.requested/1", "The rate asked for.");

    public static MetricDefinition RateScheduled { get; } = new("rate/scheduled", "1/s", Direction.Higher, "http.rate.scheduled/1", "Requests due per second: the rate asked for, give or take the chance of the arrival law.");

    public static MetricDefinition RateAchieved { get; } = new("rate/achieved", "1/s", Direction.Higher, "http.rate.achieved/1", "Good answers that arrived while it measured, per second.");

    public static MetricDefinition ClientGcs { get; } = new("client/gc-count", "1", Direction.Lower, "http.client.gc/1", "Garbage collections of the client while it measured; each halts its load threads.");

    public static MetricDefinition ArrivalsRateError { get; } = new("arrivals/rate-error", "1", Direction.Lower, "http.arrivals.rate-error/1", "Relative error of the rate of the first sends; 0 is best.");

    public static MetricDefinition ArrivalsCv { get; } = new("arrivals/gap-cv", "1", Direction.Lower, "http.arrivals.gap-cv/1", "Coefficient of variation of the gaps between the first sends.");

    public static MetricDefinition ArrivalsDispersion { get; } = new("arrivals/dispersion", "1", Direction.Lower, "http.arrivals.dispersion/1", "Variance / mean of the first sends in windows of ten mean gaps.");

    public static MetricDefinition ArrivalsDistance { get; } = new("arrivals/distance", "1", Direction.Lower, "http.arrivals.distance/1", "Distance of the client's gaps to the law's, where it can pace so short ones: Kolmogorov-Smirnov's; of equal gaps the share that is off by more than half.");

    public static MetricDefinition ArrivalsFailed { get; } = new("arrivals/failed", "1", Direction.Lower, "http.arrivals.failed/1", "1 where the arrival audit failed, 0 where it passed.");

    public static MetricDefinition ClientCpu { get; } = new("client/cpu-share", "1", Direction.Lower, "http.client.cpu/1", "CPU time of the client's load threads over their wall time; precise pacing spins before sends, busy pacing always.");

    public static MetricDefinition ClientBusy { get; } = new("client/busy-share", "1", Direction.Lower, "http.client.busy/1", "Share of the time in which the busiest load thread had work: near 1 the client is saturated.");

    public static MetricDefinition ClientSteal { get; } = new("client/steal-share", "1", Direction.Lower, "http.client.steal/1", "Share of the machine's CPU time that its hypervisor gave to others.");

    public static MetricDefinition EmptyBodies { get; } = new("empty-bodies", "1", Direction.Lower, "http.empty-bodies/1", "Good answers without a body where one could have been.");

    public static MetricDefinition BytesReceived { get; } = new("bytes-received", "B", Direction.Higher, "http.bytes-received/1", "Bytes of answers, heads included.");

    public static MetricDefinition Reconnects { get; } = new("reconnects", "1", Direction.Lower, "http.reconnects/1", "Connections opened again after the load had begun.");

    public static MetricDefinition Latency(string value) => new($"latency/{value}", "s", Direction.Lower, LatencyDefinition, "From the intended send time to the end of the answer.");

    public static MetricDefinition LatencyUncorrected(string value) => new($"latency-uncorrected/{value}", "s", Direction.Lower, LatencyUncorrectedDefinition, "From the actual send to the end of the answer; hides waiting.");

    public static MetricDefinition ServiceTime(string value) => new($"service-time/{value}", "s", Direction.Lower, "http.service-time/2", "From the actual send to the end of the answer, of good answers alone.");

    public static MetricDefinition Connect(string value) => new($"connect/{value}", "s", Direction.Lower, "http.connect/1", "To open a connection.");

    public static MetricDefinition SendLag(string value) => new($"send-lag/{value}", "s", Direction.Lower, "http.send-lag/1", "Actual send minus intended send; contains the wait for a free connection.");

    public static MetricDefinition ClientLag(string value) => new($"client-lag/{value}", "s", Direction.Lower, "http.client-lag/1", "Actual send minus the first moment at which it could be sent: the client's own lateness.");

    public static MetricDefinition ReadLag(string value) => new($"read-lag/{value}", "s", Direction.Lower, "http.read-lag/1", "The client's read of an answer minus its arrival by the kernel's time, with which the latencies end.");

    public const string LatencyDefinition = "http.latency.intended/2";

    public const string LatencyUncorrectedDefinition = "http.latency.send/2";
}
