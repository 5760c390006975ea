using Bench.Diagnostics;
using Bench.Plans;
using Bench.Recipes;
using Bench.Tests.Recipes;
using Bench.Tests.Scripts;
using Bench.Workloads;
using Bench.Workloads.RedisBenchmark;

namespace Bench.Tests.Workloads;

/// <summary>The tables are what redis-benchmark 8.0.2 printed.</summary>
public sealed class RedisBenchmarkTests : IDisposable
{
    private const string Head = "\"test\",\"rps\",\"avg_latency_ms\",\"min_latency_ms\",\"p50_latency_ms\",\"p95_latency_ms\",\"p99_latency_ms\",\"max_latency_ms\"\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_command_has_the_service_the_tests_and_the_options()
    {
        var spec = new RedisBenchmarkWorkloadSpec { Tests = [RedisTest.Set, RedisTest.Lrange], Requests = 5, Clients = 4, Pipeline = 3, DataSize = new(1024), Keyspace = 7, Threads = 2 };

        Assert.Equal(
            "redis-benchmark -h {{service.hostname}} -p {{service.port}} -t set,lrange -n 5 -c 4 -P 3 -d 1024 -r 7 --threads 2 --csv",
            string.Join(' ', WorkloadCatalog.For(Planned(spec)).Run(Planned(spec))));
    }

    [Fact]
    public void Without_keyspace_and_threads_there_are_no_such_options() =>
        Assert.Equal(
            "redis-benchmark -h {{service.hostname}} -p {{service.port}} -t set,get -n 100000 -c 50 -P 1 -d 3 --csv",
            string.Join(' ', new RedisBenchmarkWorkload().Run(Planned(new()))));

    [Fact]
    public void A_table_gives_rates_and_latencies_in_seconds()
    {
        var values = Values(Process(new(), Captured("redis-benchmark.csv")));

        Assert.Equal(
            [
                "set/rps 47961.63 1/s", "set/latency/mean 0.000244 s", "set/latency/p50 0.000207 s", "set/latency/p95 0.000415 s", "set/latency/p99 0.001063 s", "set/latency/max 0.006575 s",
                "get/rps 44843.05 1/s", "get/latency/mean 0.00026 s", "get/latency/p50 0.000215 s", "get/latency/p95 0.000439 s", "get/latency/p99 0.001047 s", "get/latency/max 0.008351 s",
            ],
            values);
    }

    [Fact]
    public void Rows_are_named_by_their_tests_and_preparations_are_passed_over()
    {
        var spec = new RedisBenchmarkWorkloadSpec { Tests = [RedisTest.Ping, RedisTest.Mset, RedisTest.Lpush, RedisTest.Lrange] };
        var result = Process(spec, Captured("redis-benchmark-lists.csv"));

        Assert.Empty(result.Problems);
        Assert.Equal(
            ["ping_inline/rps", "ping_mbulk/rps", "lpush/rps", "lrange_100/rps", "lrange_300/rps", "lrange_500/rps", "lrange_600/rps", "mset/rps"],
            result.Values.Select(v => v.Metric.Name).Where(n => n.EndsWith("/rps", StringComparison.Ordinal)));
        Assert.Equal(7936.51, result.Values.Single(v => v.Metric.Name == "lpush/rps").Value);
    }

    [Fact]
    public void Rates_of_instances_add_up_means_are_weighted_and_percentiles_are_the_largest()
    {
        Instance(1, "\"GET\",\"1000.00\",\"1.000\",\"0.1\",\"1.0\",\"2.0\",\"3.0\",\"4.0\"\n");
        Instance(2, "\"GET\",\"3000.00\",\"2.000\",\"0.1\",\"0.5\",\"2.5\",\"2.0\",\"9.0\"\n");
        var result = new RedisBenchmarkWorkload().Process(Planned(new() { Tests = [RedisTest.Get], Instances = 2 }), Files);

        Assert.Empty(result.Problems);
        Assert.Equal(
            ["get/rps 4000 1/s", "get/latency/mean 0.00175 s", "get/latency/p50 0.001 s", "get/latency/p95 0.0025 s", "get/latency/p99 0.003 s", "get/latency/max 0.009 s"],
            Values(result));
    }

    [Fact]
    public void An_instance_that_left_nothing_is_a_problem_and_the_others_are_no_result()
    {
        Instance(1, "\"GET\",\"1000.00\",\"1.000\",\"0.1\",\"1.0\",\"2.0\",\"3.0\",\"4.0\"\n");
        var result = new RedisBenchmarkWorkload().Process(Planned(new() { Tests = [RedisTest.Get], Instances = 2 }), Files);

        Assert.Empty(result.Values);
        Assert.Equal(Path.Combine(_folder.Path, "c2", "stdout.log"), Assert.Single(result.Problems).Place!.ToString());
    }

    [Theory]
    [InlineData("", "no table")]
    [InlineData("\"SET\",\"1000.00\"\n\"GET\",\"1000.00\"\n", "no table")]
    [InlineData(Head, "no rows")]
    [InlineData(Head + "\"SET\",\"1.0\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"\n", "no row of test 'get'")]
    [InlineData(Head + "\"SET\",\"0.00\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\"\n\"GET\",\"1.0\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"\n", "rate of test 'set' is 0")]
    [InlineData(Head + "\"SET\",\"nan\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"\n", "no rows")]
    [InlineData(Head + "\"SET\",\"1.0\",\"1\",\"1\"", "no rows")]
    [InlineData(Head + "\"SET\",\"-5\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"\n", "no rows")]
    public void Output_without_what_was_asked_for_is_a_problem(string output, string words)
    {
        var result = Process(new(), output);

        Assert.Empty(result.Values);
        Assert.Equal(Codes.MetricNotFound, Assert.Single(result.Problems).Code);
        Assert.Contains(words, result.Problems[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_before_the_table_do_not_disturb() =>
        Assert.Equal(12, Process(new(), "WARNING: Could not fetch server CONFIG\n" + Captured("redis-benchmark.csv")).Values.Count);

    private ResultFiles Files => new(_folder.Path, "p1-kv-r1", "node", default);

    private static PlannedWorkload Planned(RedisBenchmarkWorkloadSpec spec) => new() { Name = "kv", Service = "redis", Spec = spec };

    private static string Captured(string file) => File.ReadAllText(Path.Combine(RecipeTesting.Root, "tests/Bench.Tests/Workloads", file));

    private static IEnumerable<string> Values(WorkloadResult result) =>
        result.Values.Select(v => FormattableString.Invariant($"{v.Metric.Name} {Math.Round(v.Value, 9)} {v.Metric.Unit}"));

    private void Instance(int k, string rows)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, $"c{k}"));
        _folder.Write($"c{k}/stdout.log", Head + rows);
    }

    private WorkloadResult Process(RedisBenchmarkWorkloadSpec spec, string output)
    {
        _folder.Write("stdout.log", output);
        return new RedisBenchmarkWorkload().Process(Planned(spec), Files);
    }
}
