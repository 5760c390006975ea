using Bench.Diagnostics;
using Bench.Plans;
using Bench.Recipes;
using Bench.Tests.Recipes;
using Bench.Tests.Scripts;
using Bench.Workloads;
using Bench.Workloads.Wrk2;

namespace Bench.Tests.Workloads;

/// <summary>The reports are what wrk 4.1, giltene's wrk2 and DeathStarBench's wrk2 printed.</summary>
public sealed class Wrk2WorkloadTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private ResultFiles Files => new(_folder.Path, "p1-load-r1", "node", default);

    public void Dispose() => _folder.Dispose();

    private static Wrk2WorkloadSpec Spec => new() { Duration = TimeSpan.FromSeconds(14), Rate = new Rate(200) };

    private static PlannedWorkload Planned(Wrk2WorkloadSpec spec) => new() { Name = "load", Service = "web", Spec = spec };

    private static string Captured(string file) => File.ReadAllText(Path.Combine(RecipeTesting.Root, "tests/Bench.Tests/Workloads", file));

    private WorkloadResult Process(string output, Wrk2WorkloadSpec? spec = null)
    {
        _folder.Write("stdout.log", output);
        return new Wrk2Workload().Process(Planned(spec ?? Spec), Files);
    }

    private static IEnumerable<string> Values(WorkloadResult result) =>
        result.Values.Select(v => FormattableString.Invariant($"{v.Metric.Name} {Math.Round(v.Value, 9)} {v.Metric.Unit}"));

    [Fact]
    public void The_command_has_the_words_that_all_dialects_know() => Assert.Equal(
        "wrk2 --threads 2 --connections 10 --duration 14s --timeout 2s --latency --rate 200 {{service.url}}/",
        string.Join(' ', WorkloadCatalog.For(Planned(Spec)).Run(Planned(Spec))));

    [Fact]
    public void The_command_has_law_script_headers_and_arguments()
    {
        var spec = Spec with
        {
            Program = Text.Of("/opt/wrk"),
            Rate = null,
            Distribution = Wrk2Distribution.Exp,
            Script = "/x/hotel.lua",
            Headers = new Dictionary<string, Text> { ["X-A"] = Text.Of("b") },
            Path = Text.Of("/p"),
            Args = [Text.Of("one")],
        };

        Assert.Equal(
            "/opt/wrk --threads 2 --connections 10 --duration 14s --timeout 2s --latency -D exp --script {{job.dir}}/script.lua --header X-A: b {{service.url}}/p -- one",
            string.Join(' ', new Wrk2Workload().Run(Planned(spec))));
    }

    [Fact]
    public void The_report_of_giltenes_wrk2_is_read_and_named()
    {
        var result = Process(Captured("wrk2-giltene.txt"));

        Assert.Empty(result.Problems);
        Assert.Equal(
            [
                "throughput 199.78 1/s", "requests 2799 1", "rate/requested 200 1/s", "errors/socket 0 1", "errors/timeout 0 1", "errors/status 0 1", "bytes-received 366673.92 B",
                "latency/samples 790 1", "latency/p50 0.00113 s", "latency/p75 0.00141 s", "latency/p90 0.00171 s", "latency/p99 0.0099 s", "latency/p99.9 0.01364 s",
                "latency/p99.99 0.01458 s", "latency/p99.999 0.01458 s", "latency/max 0.014576 s", "latency/mean 0.001387 s",
            ],
            Values(result));
        Assert.All(result.Values.Where(v => v.Metric.Name == "latency/p99"), v => Assert.Equal("wrk2.latency.giltene/1", v.Metric.Definition));
    }

    // What bench-load wrk prints (its own tests have the same report), without lines of calibration.
    [Fact]
    public void The_report_of_bench_load_wrk_is_read_as_that_of_giltenes_wrk2()
    {
        var result = Process(Captured("bench-load-wrk.txt"));

        Assert.Empty(result.Problems);
        Assert.Equal(
            ["3.5", "7", "5", "3", "4", "0.002", "0.099968"],
            new[] { "throughput", "requests", "errors/socket", "errors/status", "latency/samples", "latency/p50", "latency/max" }.Select(
                n => result.Values.Single(v => v.Metric.Name == n).Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(result.Values.Where(v => v.Metric.Name == "latency/p99"), v => Assert.Equal("wrk2.latency.giltene/1", v.Metric.Definition));
    }

    [Fact]
    public void DeathStarBenchs_wrk2_is_told_by_its_header_and_labelled_as_not_corrected()
    {
        var result = Process(Captured("wrk2-deathstarbench.txt"), Spec with { Distribution = Wrk2Distribution.Exp });
        var p99 = result.Values.Single(v => v.Metric.Name == "latency/p99");

        Assert.Equal(0.00364, p99.Value, 1e-9);
        Assert.Equal("wrk2.latency.deathstarbench/1", p99.Metric.Definition);
        Assert.Contains("coordinated omission", p99.Metric.Description, StringComparison.Ordinal);
        // The column is its 99th percentile; the maximum stands below the spectrum.
        Assert.Equal(0.009368, result.Values.Single(v => v.Metric.Name == "latency/max").Value, 1e-9);
        Assert.Equal(200.5, result.Values.Single(v => v.Metric.Name == "throughput").Value);
    }

    [Fact]
    public void A_plain_wrk_is_a_closed_loop()
    {
        var result = Process(Captured("wrk.txt"), Spec with { Rate = null });

        Assert.Equal(
            [
                "throughput 15849.07 1/s", "requests 49003 1", "errors/socket 0 1", "errors/timeout 0 1", "errors/status 0 1", "bytes-received 6417285.12 B",
                "latency/p50 0.000456 s", "latency/p75 0.000738 s", "latency/p90 0.00232 s", "latency/p99 0.01318 s", "latency/max 0.04905 s", "latency/mean 0.00114 s",
            ],
            Values(result));
        Assert.Equal("wrk2.latency.wrk/1", result.Values[^1].Metric.Definition);
    }

    [Fact]
    public void Errors_are_counted_by_kind_and_minutes_are_understood()
    {
        var report = Captured("wrk2-giltene.txt")
            .Replace("Requests/sec:", "  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 5\nRequests/sec:", StringComparison.Ordinal)
            .Replace(" 99.000%    9.90ms", " 99.000%    0.90m ", StringComparison.Ordinal);
        var values = Values(Process("a script's own words: 12% done\n" + report)).ToList();

        Assert.Contains("errors/socket 6 1", values);
        Assert.Contains("errors/timeout 4 1", values);
        Assert.Contains("errors/status 5 1", values);
        Assert.Contains("latency/p99 54 s", values);
    }

    [Fact]
    public void Of_several_instances_rates_add_up_and_the_largest_percentile_stands()
    {
        foreach (var k in new[] { 1, 2 })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, $"c{k}"));
            _folder.Write($"c{k}/stdout.log", Captured("wrk2-giltene.txt").Replace("50.000%    1.13ms", $"50.000%    {k}.00ms", StringComparison.Ordinal));
        }

        var values = Values(new Wrk2Workload().Process(Planned(Spec with { Instances = 2 }), Files)).ToList();

        Assert.Contains("throughput 399.56 1/s", values);
        Assert.Contains("rate/requested 400 1/s", values);
        Assert.Contains("latency/p50 0.002 s", values);
    }

    [Theory]
    [InlineData("", "it has no line 'N requests in T, S read'")]
    [InlineData("unable to connect to 127.0.0.1:1 Connection refused\n", "it has no line")]
    [InlineData("  0 requests in 3.00s, 0.00B read\nRequests/sec:      0.00\n", "not one request was answered")]
    public void An_output_without_a_report_is_a_problem(string output, string words)
    {
        var result = Process(output);

        Assert.Empty(result.Values);
        Assert.Equal(Codes.MetricNotFound, Assert.Single(result.Problems).Code);
        Assert.Contains(words, result.Problems[0].What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rate: 0.5/s", "BENCH1105")]
    [InlineData("rate: 1.5/s", "takes whole numbers, and 'rate'")]
    [InlineData("duration: 1500ms", "takes whole numbers, and 'duration'")]
    [InlineData("threads: 11", "has 11 threads for 10 connections")]
    [InlineData("rate: 1, distribution: exp", "as fast as it can")]
    [InlineData("distribution: norm", "norm")]
    [InlineData("args: [x]", "has 'args', but no 'script'")]
    [InlineData("script: none.lua", "There is no file")]
    public void What_wrk2_would_get_wrong_is_an_error_of_the_recipe(string keys, string words) => Assert.Contains(
        words,
        RecipeTesting.Error($$"""
            name: x
            service: {kind: http, port: auto}
            workloads:
              load: {kind: wrk2, {{(keys.StartsWith("duration", StringComparison.Ordinal) ? "" : "duration: 14s, ")}}{{keys}}}

            """),
        StringComparison.Ordinal);
}
