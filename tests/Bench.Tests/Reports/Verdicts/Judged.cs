using Bench.Metrics;
using Bench.Reports;
using Bench.Tests.Plans;
using Bench.Workloads;
using Bench.Workloads.Http;

namespace Bench.Tests.Reports.Verdicts;

/// <summary>Summaries of a run of one HTTP workload that is good in everything but what a test changes.</summary>
internal static class Judged
{
    public static readonly DateTimeOffset Started = new(2026, 11, 22, 15, 12, 33, TimeSpan.Zero);

    private static readonly (MetricDefinition Metric, double Value)[] Good =
    [
        (HttpMetrics.Throughput, 100),
        (HttpMetrics.Requests, 1000),
        (HttpMetrics.Errors, 0),
        (HttpMetrics.RateRequested, 100),
        (HttpMetrics.RateScheduled, 100),
        (HttpMetrics.RateAchieved, 100),
        (HttpMetrics.ClientBusy, 0.1),
        (HttpMetrics.ClientSteal, 0),
        (HttpMetrics.EmptyBodies, 0),
        (HttpMetrics.ArrivalsFailed, 0),
        (HttpMetrics.ArrivalsDistance, 0.01),
        (HttpMetrics.Latency("p99"), 0.002),
        (HttpMetrics.LatencyUncorrected("p99"), 0.002),
        (HttpMetrics.ClientLag("p99"), 0.0001),
    ];

    /// <summary>What one repeat measured.</summary>
    public static WorkloadResult Result(params (string Metric, double Value)[] changed) => new()
    {
        Values = [.. Good.Select(g => new MeasuredValue(g.Metric, changed.FirstOrDefault(c => c.Metric == g.Metric.Name, (Metric: g.Metric.Name, Value: g.Value)).Value))],
    };

    public static MeasuredRun Run(WorkloadResult? result, int repeat = 1, string point = "p1", string? problem = null) =>
        new(point, repeat, "load", $"{point}-load-r{repeat}", Started, Started.AddSeconds(20), problem, result);

    /// <param name="more">YAML that is added to the recipe.</param>
    public static SummaryInput Input(IReadOnlyList<MeasuredRun> runs, string more = "") => new()
    {
        Run = "20261122-151233-hello-4f2a",
        Plan = Planning.Plan($"""
            name: hello
            service: {"{kind: http, port: auto}"}
            workloads:
              load: {"{kind: http, rate: 100, duration: 10s}"}
            {more}
            """),
        Runs = runs,
        Started = Started,
        Ended = Started.AddSeconds(30),
        Environment = new Dictionary<string, string> { ["kernel"] = "6.1" },
    };

    /// <summary>The summary of one repeat with these values.</summary>
    public static RunSummary Of(params (string Metric, double Value)[] changed) => SummaryBuilder.Build(Input([Run(Result(changed))]));

    /// <summary>The codes and what each makes of the run, in their order.</summary>
    public static string Codes(this RunSummary summary) => string.Join(' ', summary.Reasons.Select(r => $"{r.Code}:{r.Verdict.ToString()[0]}"));
}
