using Bench.Metrics;
using Bench.Recipes;

namespace Bench.Workloads.RedisBenchmark;

/// <summary>The metrics of redis-benchmark, for each of its tests. Names are a contract; definitions are explained in <c>docs/metrics.md</c>.</summary>
public static class RedisBenchmarkMetrics
{
    public const string RateDefinition = "redis-benchmark.rps/1";

    /// <summary>From the send to the answer, and the next request only after that: no intended send time. Not to be compared with <c>http.latency.intended</c>.</summary>
    public const string LatencyDefinition = "redis-benchmark.latency/1";

    /// <param name="test">As <c>set</c> or <c>lrange_100</c>.</param>
    public static MetricDefinition Rate(string test) =>
        new($"{test}/rps", "1/s", Direction.Higher, RateDefinition, "Requests per second; of several instances the sum.");

    public static MetricDefinition Mean(string test) =>
        new($"{test}/latency/mean", "s", Direction.Lower, LatencyDefinition, "From the send to the answer, in a closed loop; of several instances the mean, weighted by their rates.");

    /// <param name="value">p50, p95, p99 or max.</param>
    public static MetricDefinition Latency(string test, string value) =>
        new($"{test}/latency/{value}", "s", Direction.Lower, LatencyDefinition, "From the send to the answer, in a closed loop; of several instances the largest, an upper bound.");
}
