using System.Globalization;
using Bench.Diagnostics;
using Bench.Metrics;
using Bench.Plans;
using Bench.Recipes;
using Bench.Workloads.Command;

namespace Bench.Workloads.RedisBenchmark;

/// <summary>
/// redis-benchmark, as it is installed on the client's node or in its image. It is a closed loop: a connection sends its next request
/// when the last was answered, so a stall holds back the requests that would have measured it (coordinated omission).
/// </summary>
public sealed class RedisBenchmarkWorkload : IWorkload
{
    public string Kind => "redis-benchmark";

    public string? ProgressFile => null;

    public IReadOnlyList<Text> Run(PlannedWorkload workload)
    {
        var spec = Spec(workload);
        return
        [
            Text.Of("redis-benchmark"),
            Text.Of("-h"), new Text([new TextPart("service.hostname", true)]),
            Text.Of("-p"), new Text([new TextPart("service.port", true)]),
            Text.Of("-t"), Text.Of(string.Join(',', spec.Tests.Select(Name))),
            .. Option("-n", spec.Requests),
            .. Option("-c", spec.Clients),
            .. Option("-P", spec.Pipeline),
            .. Option("-d", spec.DataSize.Bytes),
            .. spec.Keyspace is { } keys ? Option("-r", keys) : [],
            // One thread is the plain loop; --threads 1 would be a multi-threaded one with a single thread.
            .. spec.Threads > 1 ? Option("--threads", spec.Threads) : [],
            Text.Of("--csv"),
        ];
    }

    public TimeSpan TimeLimit(PlannedWorkload workload) => Spec(workload).Timeout;

    public TimeSpan? Expected(PlannedWorkload workload) => null;

    public WorkloadResult Process(PlannedWorkload workload, ResultFiles files)
    {
        var instances = new List<IReadOnlyList<RedisBenchmarkRow>>();
        var problems = new List<Diagnostic>();
        foreach (var path in files.Parts(workload.Spec.Instances).Select(p => p.Output))
        {
            try
            {
                var output = File.Exists(path) ? File.ReadAllText(path) : throw new OutputException("there is no such file.");
                instances.Add(Complete(RedisBenchmarkOutput.Read(output), Spec(workload)));
            }
            catch (OutputException problem)
            {
                problems.Add(new Diagnostic(
                    Codes.MetricNotFound, new SourcePlace(path),
                    $"Workload '{workload.Name}' left nothing that can be read: {problem.Message}",
                    "Look at its log (./build.sh Logs) and run the point again."));
            }
        }

        // What some instances measured is not the load that was asked for.
        return new WorkloadResult
        {
            Values = problems.Count > 0 ? [] : [.. instances.SelectMany(i => i).GroupBy(r => r.Test).SelectMany(g => Values(g.Key, [.. g]))],
            Problems = problems,
        };
    }

    // redis-benchmark passes over tests that it does not know, and one that was stopped has not done all.
    private static IReadOnlyList<RedisBenchmarkRow> Complete(IReadOnlyList<RedisBenchmarkRow> rows, RedisBenchmarkWorkloadSpec spec)
    {
        var missing = spec.Tests.Select(Name).Where(t => !rows.Any(r => r.Test == t || r.Test.StartsWith(t + "_", StringComparison.Ordinal))).ToList();
        return missing.Count == 0 ? rows : throw new OutputException($"it has no row of test '{missing[0]}'.");
    }

    // Percentiles of several instances cannot be put together; the largest is one that the whole load did not pass.
    private static IEnumerable<MeasuredValue> Values(string test, IReadOnlyList<RedisBenchmarkRow> rows)
    {
        var rate = rows.Sum(r => r.Rate);
        return
        [
            new MeasuredValue(RedisBenchmarkMetrics.Rate(test), rate),
            new MeasuredValue(RedisBenchmarkMetrics.Mean(test), rows.Sum(r => r.Mean * r.Rate) / rate),
            new MeasuredValue(RedisBenchmarkMetrics.Latency(test, "p50"), rows.Max(r => r.P50)),
            new MeasuredValue(RedisBenchmarkMetrics.Latency(test, "p95"), rows.Max(r => r.P95)),
            new MeasuredValue(RedisBenchmarkMetrics.Latency(test, "p99"), rows.Max(r => r.P99)),
            new MeasuredValue(RedisBenchmarkMetrics.Latency(test, "max"), rows.Max(r => r.Max)),
        ];
    }

    private static string Name(RedisTest test) => test.ToString().ToLowerInvariant();

    private static RedisBenchmarkWorkloadSpec Spec(PlannedWorkload workload) => (RedisBenchmarkWorkloadSpec)workload.Spec;

    private static IEnumerable<Text> Option(string name, long value) => [Text.Of(name), Text.Of(value.ToString(CultureInfo.InvariantCulture))];
}
