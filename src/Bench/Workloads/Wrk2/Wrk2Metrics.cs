using Bench.Metrics;
using Bench.Recipes;

namespace Bench.Workloads.Wrk2;

/// <summary>
/// The metrics of a wrk or wrk2. A latency's definition names the dialect, since each measures another thing: no gate and no comparison mixes them with
/// each other or with those of kind http. Definitions are explained in <c>docs/metrics.md</c>.
/// </summary>
internal static class Wrk2Metrics
{
    public static MetricDefinition Throughput { get; } = new("throughput", "1/s", Direction.Higher, "wrk2.throughput/1", "Answers per second of the whole run, errors and calibration included.");

    public static MetricDefinition Requests { get; } = new("requests", "1", Direction.Higher, "wrk2.requests/1", "Answers, of any status.");

    public static MetricDefinition RateRequested { get; } = new("rate/requested", "1/s", Direction.Higher, "wrk2.rate.requested/1", "The rate asked for with -R.");

    public static MetricDefinition SocketErrors { get; } = new("errors/socket", "1", Direction.Lower, "wrk2.errors.socket/1", "Connections that failed, reads and writes that broke.");

    public static MetricDefinition StatusErrors { get; } = new("errors/status", "1", Direction.Lower, "wrk2.errors.status/1", "Answers with a status of 400 or more.");

    public static MetricDefinition Timeouts { get; } = new(
        "errors/timeout", "1", Direction.Lower, "wrk2.errors.timeout/1", "Connections that were silent for the timeout, counted every two seconds, also where nothing was asked of them: too many at low rates.");

    public static MetricDefinition Samples { get; } = new("latency/samples", "1", Direction.Higher, "wrk2.latency.samples/1", "Latencies recorded; those of the calibration are thrown away.");

    public static MetricDefinition BytesRead { get; } = new("bytes-received", "B", Direction.Higher, "wrk2.bytes-received/1", "Bytes of answers, to three digits.");

    public static string LatencyDefinition(Wrk2Dialect dialect) => dialect switch
    {
        Wrk2Dialect.Giltene => "wrk2.latency.giltene/1",
        Wrk2Dialect.DeathStarBench => "wrk2.latency.deathstarbench/1",
        _ => "wrk2.latency.wrk/1",
    };

    /// <param name="value">As p99 or max.</param>
    public static MetricDefinition Latency(Wrk2Dialect dialect, string value) =>
        new($"latency/{value}", "s", Direction.Lower, LatencyDefinition(dialect), Meaning(dialect));

    private static string Meaning(Wrk2Dialect dialect) => dialect switch
    {
        Wrk2Dialect.Giltene =>
            "giltene's wrk2: from the intended send time, with its own timer error of about 1 ms in it; one request at a time on a connection; nothing of the first 10 s.",
        Wrk2Dialect.DeathStarBench =>
            "DeathStarBench's wrk2: from the actual write, so what waited in the client is left out (coordinated omission); requests are pipelined, so waiting behind others is in it; nothing of the first 10 s.",
        _ => "wrk: from the actual send, in a closed loop that stalls with the server (coordinated omission).",
    };
}
