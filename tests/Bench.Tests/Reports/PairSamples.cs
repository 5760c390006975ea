using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Reports;
using Bench.Reports.Pairs;
using Bench.Reports.Verdicts;
using Bench.Tests.Reports.Verdicts;
using Bench.Workloads.Pairs;

namespace Bench.Tests.Reports;

/// <summary>Reports of workloads between nodes, as runs would give them.</summary>
internal static class PairSamples
{
    private static readonly IReadOnlyList<PairMetric> Ping =
    [
        new("rtt", "s", false, "ping.rtt/1", "median round trip of the single replies"),
        new("rtt/p99", "s", false, "ping.rtt/1", "99th percentile of the round trips"),
        new("loss", "1", false, "ping.loss/1", "share of requests without reply"),
    ];

    /// <summary>Four nodes: the second has a slow line, the third a long one.</summary>
    public static ReportInput FourNodes() => Input("four-nodes",
        ("net", [.. Enumerable.Range(1, 3).Select(r => new SimulatedPairs(PatternKind.AllToAll, 4, r)
        {
            Slower = (c, s, _) => c == 1 || s == 1 ? 29 : 1,
            Skew = round => 0.003 + (0.001 * round),
        }.Results())]),
        ("rtt", [.. Enumerable.Range(1, 3).Select(r => new SimulatedPairs(PatternKind.AllToAll, 4, 10 + r)
        {
            Tool = "ping",
            Metrics = Ping,
            Typical = 52e-6,
            Slower = (c, s, _) => c == 2 || s == 2 ? 390 : 1,
            Other = (_, _, m) => m == 1 ? 9e-5 : 0,
        }.Results())]));

    /// <summary>Twelve nodes with two interfaces: one interface of a node is slow, a cable is bad, a node froze in the middle.</summary>
    public static ReportInput TwoInterfaces() => Input("two-interfaces",
        ("net", [new SimulatedPairs(PatternKind.AllToAll, 12, 4)
        {
            Nics = ["eth0", "ib0"],
            Names = [.. Enumerable.Range(1, 12).Select(i => $"mel{2000 + i}")],
            Slower = (c, s, nic) => nic == "ib0" && (c == 4 || s == 4) ? 6 : c is 7 or 8 && s is 7 or 8 ? 12 : nic == "ib0" ? 0.04 : 1,
            Fails = (c, s, round) => round > 7 && (c == 10 || s == 10) ? (PairProblem.NodeSilent, "mel2011 does not answer since 15:14:02.") : null,
            Skew = round => round == 8 ? 1.4 : 0.01,
        }.Results()]));

    /// <summary>A healthy ring of six, and incast.</summary>
    public static ReportInput Sparse() => Input("sparse",
        ("ring", [new SimulatedPairs(PatternKind.Ring, 6, 5).Results()]),
        ("incast", [new SimulatedPairs(PatternKind.AllToOne, 6, 6) { Typical = 6e8 }.Results()]));

    /// <summary>Nothing could be measured.</summary>
    public static ReportInput NothingMeasured() => Input("nothing-measured",
        ("net", [new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Fails = (_, s, _) => (PairProblem.ToolMissing, $"iperf3 is not installed on node{s + 1}.") }.Results()]));

    /// <summary>Thirty-two nodes, one of them three times slower.</summary>
    public static ReportInput Middling() => Input("middling",
        ("net", [new SimulatedPairs(PatternKind.AllToAll, 32, 7) { Sigma = 0.1, Slower = (c, s, _) => c == 16 || s == 16 ? 3 : 1 }.Results()]));

    /// <summary>A hundred and fifty nodes: the cells are an image.</summary>
    public static ReportInput Many() => Input("many",
        ("net", [new SimulatedPairs(PatternKind.AllToAll, 150, 8)
        {
            Sigma = 0.1,
            Slower = (c, s, _) => c == 40 || s == 40 ? 5 : c == 90 ? 4 : c is 10 or 100 && s is 10 or 100 ? 20 : 1,
        }.Results()]));

    /// <summary>Names that try to become markup.</summary>
    public static ReportInput HostileNodes()
    {
        const string Evil = "</svg><script>alert(1)</script>|`x`\n# \u0007\ud800 \"";
        return Input(Evil, (Evil, [new SimulatedPairs(PatternKind.AllToAll, 5, 9)
        {
            Names = [.. Enumerable.Range(1, 5).Select(i => Evil + i)],
            Metrics = [new(Evil, Evil, true, Evil, Evil)],
            Nics = [Evil],
            Slower = (c, s, _) => c == 1 || s == 1 ? 29 : 1,
            Fails = (c, s, _) => (c, s) == (3, 4) ? (PairProblem.ToolFailed, Evil) : null,
        }.Results()]));
    }

    public static ReportInput Input(string recipe, params (string Workload, IReadOnlyList<PairResults> Runs)[] workloads)
    {
        var pairs = new List<PairSummary>();
        var findings = new List<PairFinding>();
        var metrics = new Dictionary<string, MetricSummary>();
        var matrices = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var (workload, runs) in workloads)
        {
            var (summary, found) = PairSummaries.Of("p1", workload, [.. runs.Select((r, i) => (i + 1, r))]);
            pairs.Add(summary);
            findings.AddRange(found);
            foreach (var value in runs.SelectMany(PairMetrics.Values).GroupBy(v => v.Metric.Name))
            {
                metrics[$"{workload}/{value.Key}"] = Summary.Of([.. value.Select(v => v.Value)], value.First().Metric.Unit, value.First().Metric.Definition, value.First().Metric.Better);
            }

            foreach (var matrix in summary.Matrices.Where(m => m.Values is null))
            {
                matrices[matrix.File] = Cells(runs, summary, matrix);
            }
        }

        var point = new PointSummary("p1", new Dictionary<string, string>(), workloads.Max(w => w.Runs.Count), metrics) { Pairs = pairs };
        var reasons = new PairAnalyser().Reasons(Judged.Input([]), [point]).ToList();
        var end = SimulatedPairs.Started.AddSeconds(200);
        return new ReportInput
        {
            Summary = new RunSummary
            {
                Run = $"20261122-151233-{recipe}-4f2a",
                Recipe = recipe,
                Cluster = "testbed",
                Verdict = reasons.Select(r => r.Verdict).DefaultIfEmpty(Verdict.Valid).Max(),
                Reasons = reasons,
                Findings = findings,
                Started = SimulatedPairs.Started.AddSeconds(-7),
                Ended = end,
                Points = [point],
                Timeline = [.. workloads.Select((w, i) => new TimelineEntry("workload", $"p1-{w.Workload}-r1", SimulatedPairs.Started.AddSeconds(60 * i), SimulatedPairs.Started.AddSeconds((60 * i) + 55)))],
                Environment = new Dictionary<string, string> { ["kernel"] = "Linux 6.1.0-28-amd64" },
                Tool = "bench 0.1.0",
                Command = "./build.sh RunBenchmark --recipe recipes/net.yaml",
            },
            RecipeText = "name: net\n",
            Matrices = matrices,
        };
    }

    private static List<double> Cells(IReadOnlyList<PairResults> runs, PairSummary summary, PairMatrix matrix)
    {
        var metric = runs[0].Metrics.ToList().FindIndex(m => m.Name == matrix.Metric);
        var grid = new PairCells(runs).Grid(0, metric);
        return [.. Enumerable.Range(0, summary.Nodes.Count).SelectMany(c => Enumerable.Range(0, summary.Nodes.Count).Select(s => grid[c, s] ?? double.NaN))];
    }
}
