using System.Text.Json.Nodes;
using Bench.Measurement.Results;
using Bench.Plans;
using Bench.Recipes;
using Bench.Tests.Plans;
using Bench.Tests.Scripts;
using Bench.Workloads;
using Bench.Workloads.Http;

namespace Bench.Tests.Workloads;

public sealed class HttpWorkloadTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpWorkload _workload = new();

    private static readonly PlannedWorkload Planned = new()
    {
        Name = "load",
        Service = "web",
        Spec = new HttpWorkloadSpec
        {
            Rate = new Rate(1500.5),
            Path = new Text([new TextPart("/x?q=", false), new TextPart("service.name", true)]),
            Method = "POST",
            Headers = new Dictionary<string, Text> { ["X-A"] = Text.Of("1 2"), ["Authorization"] = new([new TextPart("Bearer ", false), new TextPart("env.TOKEN", true)]) },
            Body = Text.Of("{\"a\": 'b'}"),
            Connections = 20,
            Threads = 2,
            Duration = TimeSpan.FromSeconds(90),
            Warmup = TimeSpan.FromMilliseconds(1500),
            Arrivals = ArrivalKind.Exp,
            Seed = 7,
            Timeout = TimeSpan.FromSeconds(5),
        },
    };

    private ResultFiles Files => new(_folder.Path, "p1-load-r1", "node7", HttpLoads.Started);

    public void Dispose() => _folder.Dispose();

    private static PlannedWorkload Several(int instances) => Planned with { Spec = (HttpWorkloadSpec)Planned.Spec with { Instances = instances } };

    private void SavePart(int client, HttpLoadResult result)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, $"c{client}"));
        result.Save(Path.Combine(folder.FullName, "result.json"));
    }

    private WorkloadResult Process() => _workload.Process(Planned, Files);

    private WorkloadResult ProcessSaved(HttpLoadResult result)
    {
        result.Save(Path.Combine(_folder.Path, "result.json"));
        return Process();
    }

    [Fact]
    public void The_command_says_every_setting_of_the_spec() => Assert.Equal(
        [
            "{{tools.dir}}/bench-load/bench-load", "http", "--url", "{{service.url}}", "--path", "/x?q={{service.name}}", "--method", "POST",
            "--rate", "1500.5", "--connections", "20", "--threads", "2", "--duration", "90s", "--warmup", "1.5s", "--arrivals", "exp", "--seed", "7",
            "--timeout", "5s", "--header", "X-A: 1 2", "--header", "Authorization: Bearer {{env.TOKEN}}", "--body", "{\"a\": 'b'}",
            "--out", "{{result.dir}}/result.json", "--progress", "{{result.dir}}/progress.jsonl",
        ],
        _workload.Run(Planned).Select(w => w.ToString()));

    public static TheoryData<string, string> Arrivals => new()
    {
        { "rate: {from: 100, to: 2k/s, over: 90s}", "--rate 100..2000@90s --arrivals fixed --seed 1" },
        { "stages: [{rate: 10, duration: 5s}, {from: 10, to: 0.5, duration: 1m}, {rate: 0, duration: 250ms}]", "--rate 10@5s,10..0.5@60s,0@0.25s --arrivals fixed --seed 1" },
        { "stages: [{rate: 10, duration: 5s}, {from: 10, to: 50}]", "--rate 10@5s,10..50 --arrivals fixed --seed 1" },
        { "stages: [{rate: 10}]", "--rate 10 --arrivals fixed --seed 1" },
        { "rate: max", "--rate max" },
        { "rate: 5, arrivals: norm, sigma: 0.1", "--rate 5 --arrivals norm --sigma 0.1 --seed 1" },
        { "rate: 5, arrivals: gamma, burstiness: 2.5, seed: 3", "--rate 5 --arrivals gamma --burstiness 2.5 --seed 3" },
        { "rate: 5, arrivals: uniform, write-arrivals: true", "--rate 5 --arrivals uniform --seed 1 --arrivals-out {{result.dir}}/arrivals.csv" },
        { "rate: 5, pacing: busy", "--rate 5 --arrivals fixed --seed 1 --pacing busy" },
        { "rate: 5, pacing: burst, engine: io-uring, connect-over: 2s", "--rate 5 --arrivals fixed --seed 1 --pacing burst --engine io-uring --connect-over 2s" },
    };

    [Theory]
    [MemberData(nameof(Arrivals))]
    public void What_a_recipe_says_of_the_arrivals_is_on_the_command_line(string keys, string words)
    {
        var plan = Planning.Plan($$"""
            name: hello
            service: {kind: http, port: auto}
            workloads:
              load: {kind: http, {{keys}}, duration: 10s}
            """);
        // The plan goes to its file and back.
        var read = PlanFile.FromJson(PlanFile.ToJson(plan)).Points.Single().Workloads.Single();
        string[] others = ["--url", "--path", "--method", "--connections", "--threads", "--duration", "--warmup", "--timeout", "--out", "--progress"];
        var command = _workload.Run(read).Select(w => w.ToString()).Skip(2).Chunk(2);

        Assert.Equal(words, string.Join(' ', command.Where(c => !others.Contains(c[0])).SelectMany(c => c)));
        Assert.Equal(PlanFile.ToJson(plan), PlanFile.ToJson(PlanFile.FromJson(PlanFile.ToJson(plan))));
    }

    [Fact]
    public void A_closed_loop_has_no_rate_that_was_asked_for()
    {
        var result = HttpLoads.Result();
        var names = ProcessSaved(result with { Options = result.Options with { ClosedLoop = true } }).Values.Select(v => v.Metric.Name).ToList();

        Assert.DoesNotContain("rate/requested", names);
        Assert.DoesNotContain("rate/scheduled", names);
        Assert.Contains("rate/achieved", names);
    }

    [Fact]
    public void The_audit_and_the_garbage_collections_are_metrics_where_they_are_known()
    {
        var result = HttpLoads.Result();
        var values = ProcessSaved(result with
        {
            Client = result.Client with { GcCount = 2 },
            Arrivals = new() { Gaps = 10, GapCv = 0.5, Distance = 0.2, Passed = false, Failures = ["x"] },
            Histograms = result.Histograms with { ServiceTime = HttpLoads.Histogram(4000), Connect = HttpLoads.Histogram(7000) },
        }).Values.ToDictionary(v => v.Metric.Name, v => v.Value);

        Assert.Equal((2.0, 0.5, 0.2, 1.0), (values["client/gc-count"], values["arrivals/gap-cv"], values["arrivals/distance"], values["arrivals/failed"]));
        Assert.Equal((4e-6, 7e-6), (values["service-time/max"], values["connect/max"]));
        Assert.DoesNotContain("arrivals/dispersion", values.Keys);
    }

    [Fact]
    public void A_reference_in_a_header_stays_a_reference() =>
        Assert.Contains(_workload.Run(Planned), w => w.Parts.Contains(new TextPart("env.TOKEN", true)));

    [Fact]
    public void Each_of_several_clients_is_told_its_part()
    {
        var words = _workload.Run(Several(3)).Select(w => w.ToString()).ToList();

        Assert.Equal("{{client.index}}/{{client.count}}", words[words.IndexOf("--part") + 1]);
        Assert.DoesNotContain("--part", _workload.Run(Planned).Select(w => w.ToString()));
    }

    [Fact]
    public void The_results_of_several_clients_become_one()
    {
        SavePart(1, HttpLoads.Result());
        SavePart(2, HttpLoads.Result());
        var result = _workload.Process(Several(2), Files);

        Assert.Empty(result.Problems);
        Assert.Equal((198, 2000), (result.Values.Single(v => v.Metric.Name == "throughput").Value, result.Values.Single(v => v.Metric.Name == "requests").Value));
        Assert.Equal([6, 6], result.Histograms.Select(h => h.Histogram.Count));
        Assert.All(result.Series, s => Assert.Equal("p1-load-r1", s.Source));
        Assert.Equal([0, 196], result.Series.Where(s => s.Metric == "load/rate").Select(s => s.Value));
    }

    [Fact]
    public void A_client_without_a_result_is_a_problem_beside_the_figures_of_the_others()
    {
        SavePart(1, HttpLoads.Result());
        SavePart(3, HttpLoads.Result());
        var result = _workload.Process(Several(3), Files);

        var problem = Assert.Single(result.Problems);
        Assert.Equal("BENCH5003", problem.Code);
        Assert.Contains("Client 2 of 3 of workload 'load'", problem.What, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(_folder.Path, "c2", "result.json"), problem.Place!.ToString());
        Assert.Equal(198, result.Values.Single(v => v.Metric.Name == "throughput").Value);
    }

    [Fact]
    public void Where_no_client_left_a_result_there_are_only_problems()
    {
        var result = _workload.Process(Several(2), Files);

        Assert.Equal(["BENCH5003", "BENCH5003"], result.Problems.Select(p => p.Code));
        Assert.Empty(result.Values);
    }

    [Fact]
    public void Without_headers_and_body_there_are_none_on_the_command_line()
    {
        var plain = Planned with { Spec = new HttpWorkloadSpec { Rate = new Rate(1), Duration = TimeSpan.FromSeconds(1) } };
        var words = _workload.Run(plain).Select(w => w.ToString()).ToList();

        Assert.DoesNotContain("--header", words);
        Assert.DoesNotContain("--body", words);
    }

    [Fact]
    public void The_time_limit_leaves_room_behind_the_load()
    {
        Assert.Equal(TimeSpan.FromSeconds(91.5), _workload.Expected(Planned));
        Assert.True(_workload.TimeLimit(Planned) > TimeSpan.FromSeconds(91.5 + 5));
    }

    [Fact]
    public void The_metrics_have_the_names_of_the_contract()
    {
        string[] percentiles = ["p50", "p75", "p90", "p99", "p99.9", "p99.99", "p99.999", "max"];
        string[] contract =
        [
            "throughput", "requests", "errors", "rate/requested", "rate/achieved", "send-lag/p50", "send-lag/p99", "send-lag/max",
            .. percentiles.Select(p => "latency/" + p), .. percentiles.Select(p => "latency-uncorrected/" + p),
        ];
        var names = ProcessSaved(HttpLoads.Result()).Values.Select(v => v.Metric.Name).ToList();

        Assert.Empty(contract.Except(names));
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void The_values_are_those_of_the_result_in_seconds()
    {
        var values = ProcessSaved(HttpLoads.Result()).Values.ToDictionary(v => v.Metric.Name);

        Assert.Equal(99, values["throughput"].Value);
        Assert.Equal(1000, values["requests"].Value);
        Assert.Equal(3, values["errors"].Value);
        Assert.Equal((100, 100.5, 99.0), (values["rate/requested"].Value, values["rate/scheduled"].Value, values["rate/achieved"].Value));
        Assert.Equal(3.0, values["latency/max"].Value, 9);
        Assert.Equal(2e-3, values["latency-uncorrected/max"].Value, 9);
        Assert.Equal(0.002, values["latency/p50"].Value, 5);
        Assert.Equal(2e-6, values["send-lag/max"].Value, 12);
        Assert.Equal(9e-5, values["read-lag/max"].Value, 12);
        Assert.Equal(0.02, values["client/steal-share"].Value);
        Assert.Equal(("s", Direction.Lower, "http.latency.intended/2"), (values["latency/p99"].Metric.Unit, values["latency/p99"].Metric.Better, values["latency/p99"].Metric.Definition));
        Assert.Equal(Direction.Higher, values["throughput"].Metric.Better);
    }

    [Fact]
    public void The_distributions_and_the_start_of_the_measurement_come_along()
    {
        var result = ProcessSaved(HttpLoads.Result() with { Interrupted = true });

        Assert.Equal(["http.latency.intended/2", "http.latency.send/2"], result.Histograms.Select(h => h.Definition));
        Assert.Equal([3, 3], result.Histograms.Select(h => h.Histogram.Count));
        Assert.Equal(HttpLoads.Started, result.MeasuredFrom);
        Assert.True(result.Interrupted);
    }

    [Fact]
    public void Seconds_become_series_of_the_job_on_its_node()
    {
        var series = ProcessSaved(HttpLoads.Result()).Series;

        Assert.All(series, s => Assert.Equal(("p1-load-r1", "node7"), (s.Source, s.Node)));
        Assert.Equal([0, 98], series.Where(s => s.Metric == "load/rate").Select(s => s.Value));
        Assert.Equal([-1, 0], series.Where(s => s.Metric == "load/rate").Select(s => (s.TimeUtc - HttpLoads.Started).TotalSeconds));
        // A second in which nothing ended has no latency.
        Assert.Equal(2e-3, Assert.Single(series, s => s.Metric == "load/latency/p99").Value);
    }

    [Fact]
    public void A_load_without_any_answer_has_no_latencies_and_only_finite_values()
    {
        var empty = HttpLoads.Result();
        var none = HttpLoads.Histogram();
        var result = ProcessSaved(empty with
        {
            Histograms = empty.Histograms with { Latency = none, LatencyUncorrected = none, SendLag = none, ClientLag = none, ReadLag = none },
            Client = empty.Client with { StealShare = null },
        });

        Assert.DoesNotContain(result.Values, v => v.Metric.Name.Contains("lat", StringComparison.Ordinal) || v.Metric.Name.Contains("lag", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Values, v => v.Metric.Name == "client/steal-share");
        Assert.All(result.Values, v => Assert.True(double.IsFinite(v.Value)));
    }

    [Fact]
    public void A_missing_result_is_a_problem_with_its_place()
    {
        var problem = Assert.Single(Process().Problems);

        Assert.Equal("BENCH5003", problem.Code);
        Assert.Equal(Path.Combine(_folder.Path, "result.json"), problem.Place!.ToString());
    }

    [Fact]
    public void A_result_cut_off_anywhere_is_a_problem()
    {
        ProcessSaved(HttpLoads.Result());
        var path = Path.Combine(_folder.Path, "result.json");
        var whole = File.ReadAllText(path).TrimEnd();
        for (var length = 0; length < whole.Length; length += 1 + (whole.Length / 97))
        {
            File.WriteAllText(path, whole[..length]);
            Assert.Equal("BENCH5003", Assert.Single(Process().Problems).Code);
        }
    }

    [Fact]
    public void A_result_with_any_part_missing_or_null_is_a_problem()
    {
        ProcessSaved(HttpLoads.Result());
        var path = Path.Combine(_folder.Path, "result.json");
        var whole = File.ReadAllText(path);
        foreach (var name in (string[])["schema", "started", "counts", "rates", "histograms", "perSecond", "client", "options"])
        {
            var json = JsonNode.Parse(whole)!.AsObject();
            json[name] = null;
            File.WriteAllText(path, json.ToJsonString());
            Assert.True(Process().Problems is [{ Code: "BENCH5003" }], $"{name} is null");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("HISTFAAAACB42pNpmSzMwMDAyAABzFCaEUzOWPDc")]
    public void A_damaged_histogram_is_a_problem(string hdr)
    {
        ProcessSaved(HttpLoads.Result());
        var path = Path.Combine(_folder.Path, "result.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json["histograms"]!["latency"]!["hdr"] = hdr;
        File.WriteAllText(path, json.ToJsonString());

        Assert.Equal("BENCH5003", Assert.Single(Process().Problems).Code);
    }
}
