using Bench.Measurement;
using Bench.Recipes;
using Bench.Reports;

namespace Bench.Tests.Reports;

/// <summary>Inputs as runs would give them.</summary>
internal static class Samples
{
    public const string RecipeText = """
        # resolved by bench 0.1.0
        name: hello-http
        cluster: local
        service:
          kind: http
          image: docker://hello:1   # a comment
          health: {timeout: 1m}
        workloads:
          load: {kind: http, rate: 100/s, duration: 20s, warmup: 3s, connections: 10}
        metrics: {every: 1s}
        """;

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 15, 12, 33, TimeSpan.Zero);

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private static RunSummary Base(string recipe, IReadOnlyList<PointSummary> points, double seconds) => new()
    {
        Run = $"20261122-151233-{recipe}-4f2a",
        Recipe = recipe,
        Cluster = "local",
        Verdict = Verdict.Valid,
        Reasons = [],
        Started = Start,
        Ended = Start.AddSeconds(seconds),
        Points = points,
        Tool = "bench 0.1.0",
        Command = $"./build.sh RunBenchmark --recipe recipes/{recipe}.yaml",
        Environment = new Dictionary<string, string>
        {
            ["kernel"] = "Linux 6.1.0-28-amd64",
            ["cpu"] = "2 × Intel Xeon @ 2.20 GHz",
            ["runtime"] = ".NET 10.0.1",
            ["recipe folder"] = "git 2705d1e, clean",
            ["load average at start"] = "0.41 0.38 0.30",
        },
    };

    /// <summary>A server that stalls for two seconds within a run of 20 s at 100/s.</summary>
    public static ReportInput Stalling()
    {
        var load = new SimulatedLoad(100, 20, seed: 7, stallFrom: 8, stallTo: 10.05);
        var measured = Start.AddSeconds(9);
        var warmup = new SimulatedLoad(100, 3, seed: 8);
        var summary = Base("hello-http", [SimulatedLoad.Point("p1", None, [load])], 33) with
        {
            Description = "One small server, a steady trickle of requests, and a stall.",
            Verdict = Verdict.Degraded,
            Reasons =
            [
                new VerdictReason("send-lag", "Requests left up to 1.95 s late (p99 1.86 s, limit 2 ms).", Verdict.Degraded, "p1"),
                new VerdictReason("too-few-samples", "2,000 requests support percentiles up to p99.7; p99.9 and beyond are shown with a mark.", Verdict.Valid, "p1"),
            ],
            Timeline =
            [
                new TimelineEntry("step", "ParseRecipe", Start, Start.AddSeconds(0.2)),
                new TimelineEntry("step", "SubmitService", Start.AddSeconds(0.4), Start.AddSeconds(1.6)),
                new TimelineEntry("step", "AwaitHealthy", Start.AddSeconds(1.6), Start.AddSeconds(5.5)),
                new TimelineEntry("step", "RunWorkloadPattern", Start.AddSeconds(5.5), Start.AddSeconds(29.5)),
                new TimelineEntry("step", "CollectMetrics", Start.AddSeconds(29.5), Start.AddSeconds(30.8)),
                new TimelineEntry("step", "Teardown", Start.AddSeconds(30.8), Start.AddSeconds(32.6)),
                new TimelineEntry("service", "d1-hello", Start.AddSeconds(1.2), Start.AddSeconds(32)),
                new TimelineEntry("workload", "p1-load-r1", Start.AddSeconds(6), Start.AddSeconds(29), measured),
            ],
            Gates = [new GateResult("load/latency/p99", "p1", false, "p99 is 1.9 s; the gate asks for at most 50 ms.")],
        };
        return new ReportInput
        {
            Summary = summary,
            RecipeText = RecipeText,
            Series =
            [
                .. warmup.Rows("p1-load-r1", measured.AddSeconds(-3)).Where(r => r.TimeUtc <= measured),
                .. load.Rows("p1-load-r1", measured),
                .. Resources(33),
            ],
        };
    }

    /// <summary>Three rates with three repeats each.</summary>
    public static ReportInput SweepOfRates()
    {
        string[] rates = ["500", "1k/s", "5k/s"];
        var points = new List<PointSummary>();
        var rows = new List<SeriesRow>();
        var timeline = new List<TimelineEntry> { new("service", "d1-hello", Start.AddSeconds(1), Start.AddSeconds(118)) };
        for (var i = 0; i < 3; i++)
        {
            var rate = new[] { 500.0, 1000, 5000 }[i];
            var loads = Enumerable.Range(0, 3).Select(r => new SimulatedLoad(rate, 10, seed: (10 * i) + r,
                stallFrom: r == 1 ? 4 : -1, stallTo: r == 1 ? 4.02 + (0.02 * i) : -1, connections: 10, service: 0.0012 + (0.0003 * i))).ToList();
            points.Add(SimulatedLoad.Point($"p{i + 1}", new Dictionary<string, string> { ["workloads.load.rate"] = rates[i] }, loads));
            for (var r = 0; r < 3; r++)
            {
                var measured = Start.AddSeconds(8 + (12 * ((3 * i) + r)));
                timeline.Add(new TimelineEntry("workload", $"p{i + 1}-load-r{r + 1}", measured.AddSeconds(-2), measured.AddSeconds(10), measured));
                rows.AddRange(loads[r].Rows($"p{i + 1}-load-r{r + 1}", measured));
            }
        }

        return new ReportInput
        {
            Summary = Base("hello-sweep", points, 120) with
            {
                Timeline = timeline,
                Gates =
                [
                    new GateResult("load/latency/p99", "p1", true, "p99 is 2.7 ms, 1.2 % above the baseline; 5 % is allowed."),
                    new GateResult("load/latency/p99", "p3", null, "No baseline holds this point yet."),
                ],
            },
            RecipeText = RecipeText,
            Series = [.. rows, .. Resources(120)],
        };
    }

    /// <summary>Stopped in its second point of three.</summary>
    public static ReportInput Cancelled()
    {
        var whole = SweepOfRates();
        var until = Start.AddSeconds(64);
        return whole with
        {
            Summary = whole.Summary with
            {
                Complete = false,
                EndedBy = "cancelled by SIGINT",
                PlannedPoints = 3,
                Points = [whole.Summary.Points[0], whole.Summary.Points[1] with { Repeats = 2, PlannedRepeats = 3 }],
                Timeline = [.. whole.Summary.Timeline.Where(t => t.Kind == "service" || t.Ended < until).Select(t => t with { Ended = t.Ended < until ? t.Ended : until })],
                Ended = until,
                Gates = [],
                Verdict = Verdict.Invalid,
                Reasons = [new VerdictReason("incomplete", "2 of 3 points were measured; point p2 has 2 of 3 repeats.", Verdict.Invalid)],
            },
            Series = [.. whole.Series.Where(r => r.TimeUtc < until)],
        };
    }

    /// <summary>Broke before anything was measured.</summary>
    public static ReportInput Empty() => new()
    {
        Summary = Base("nothing", [], 4) with { Complete = false, Verdict = Verdict.Invalid, Environment = None, Command = null, Tool = null },
    };

    /// <summary>Names that try to become markup, and numbers that are none.</summary>
    public static ReportInput Hostile()
    {
        const string Evil = "<script>alert(1)</script> ]]> \"quoted\" 'x' | `tick` [a](javascript:b) @someone &amp; \u0007\ud800 https://evil.example/ \n# head";
        var metrics = new Dictionary<string, MetricSummary>
        {
            [Evil + "/latency/p99"] = Summary.Of([0.001, 0.002], "s", Evil, Direction.Lower),
            [Evil + "/nan"] = new(double.NaN, Evil, Direction.Lower, Evil, 2, double.NegativeInfinity, double.PositiveInfinity, double.NaN) { Values = [double.NaN, 1] },
            ["load/never"] = Summary.Missing("s", "x/1"),
            ["plain"] = Summary.Of([12345], "tps", "x/1", Direction.Higher),
        };
        return new ReportInput
        {
            Summary = Base("hostile", [], 10) with
            {
                Run = Evil,
                Recipe = Evil,
                Description = "- " + Evil,
                Cluster = Evil,
                Verdict = Verdict.Degraded,
                Reasons = [new VerdictReason(Evil, Evil, Verdict.Degraded, Evil)],
                Tool = Evil,
                Command = Evil,
                Environment = new Dictionary<string, string> { [Evil] = Evil },
                Gates = [new GateResult(Evil, Evil, true, Evil)],
                Timeline = [new TimelineEntry("step", Evil, Start, Start.AddSeconds(5)), new TimelineEntry("workload", Evil, Start, Start.AddSeconds(9))],
                Points =
                [
                    new PointSummary(Evil, new Dictionary<string, string> { [Evil] = Evil }, 2, metrics)
                    {
                        Distributions = [new Distribution(Evil, Evil, Evil, Evil, 3, [new(0, 1), new(50, double.NaN), new(100, 2)], 0)],
                    },
                    new PointSummary("p2", new Dictionary<string, string> { [Evil] = "b" }, 1, new Dictionary<string, MetricSummary>()),
                ],
            },
            RecipeText = "name: \"" + Evil + "\"\n```\n" + Evil,
            Series = [.. Enumerable.Range(0, 3).Select(i => new SeriesRow(Start.AddSeconds(i), Evil, Evil, Evil, i == 1 ? double.NaN : i, Evil))],
        };
    }

    /// <summary>200 points: 20 rates by 10 connection counts.</summary>
    public static ReportInput Large()
    {
        var load = new SimulatedLoad(200, 5, seed: 3);
        var first = SimulatedLoad.Point("p1", None, [load]);
        var points = Enumerable.Range(0, 200).Select(i =>
        {
            var factor = 1 + (0.05 * (i % 20)) + (0.3 * (i / 20));
            return first with
            {
                Id = $"p{i + 1}",
                Set = new Dictionary<string, string> { ["workloads.load.rate"] = $"{100 * ((i % 20) + 1)}", ["workloads.load.connections"] = $"{1 << (i / 20)}" },
                Metrics = first.Metrics.ToDictionary(m => m.Key, m => m.Value.Unit == "s" ? m.Value with { Value = m.Value.Value * factor } : m.Value),
            };
        }).ToList();
        var rows = Enumerable.Range(0, 200).SelectMany(i => load.Rows($"p{i + 1}-load-r1", Start.AddSeconds(6 * i)));
        return new ReportInput { Summary = Base("large", points, 1200), RecipeText = RecipeText, Series = [.. rows, .. Resources(1200)] };
    }

    /// <summary>A sweep of names, and a workload that knows nothing of requests.</summary>
    public static ReportInput Categories()
    {
        string[] images = ["postgres:16", "postgres:17", "postgres:18-beta"];
        return new ReportInput
        {
            Summary = Base("tpcb", [.. images.Select((image, i) => new PointSummary($"p{i + 1}", new Dictionary<string, string> { ["service.image"] = image }, 3,
                new Dictionary<string, MetricSummary>
                {
                    ["tpcb/tps"] = Summary.Of([1200 + (90 * i), 1213 + (95 * i), 1188 + (120 * i)], "tps", "pgbench.tps/1", Direction.Higher),
                    ["tpcb/latency/avg"] = Summary.Of([0.0131 - (0.001 * i), 0.0135 - (0.001 * i), 0.0129], "s", "pgbench.latency.avg/1", Direction.Lower),
                }))], 200),
            RecipeText = RecipeText,
        };
    }

    private static IEnumerable<SeriesRow> Resources(int seconds)
    {
        var random = new Random(1);
        for (var s = 2; s < seconds; s++)
        {
            var at = Start.AddSeconds(s);
            var busy = s > 6 ? 1.0 : 0.1;
            yield return new SeriesRow(at, "d1-hello", "node1", "cpu/cores", busy * (0.3 + (0.08 * random.NextDouble())), "cores");
            yield return new SeriesRow(at, "d1-hello", "node1", "memory/rss", 58e6 + (4e5 * s) + (1e6 * random.NextDouble()), "B");
            yield return new SeriesRow(at, "d1-hello", "node1", "threads", 14 + (s / 20), "1");
            yield return new SeriesRow(at, "node", "node1", "cpu/cores", busy * (0.7 + (0.2 * random.NextDouble())), "cores");
            yield return new SeriesRow(at, "node", "node1", "network/rx", busy * 2.1e5 * (0.9 + (0.2 * random.NextDouble())), "B/s");
            yield return new SeriesRow(at, "node", "node1", "network/tx", busy * 5.8e5 * (0.9 + (0.2 * random.NextDouble())), "B/s");
            yield return new SeriesRow(at, "p1-load-r1", "node1", "cpu/cores", busy * (0.12 + (0.03 * random.NextDouble())), "cores");
        }
    }
}
