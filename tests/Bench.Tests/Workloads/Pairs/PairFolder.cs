using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Plans;
using Bench.Recipes;
using Bench.Workloads;
using Bench.Workloads.Pairs;

namespace Bench.Tests.Workloads.Pairs;

/// <summary>A result's folder as <c>bench-load pattern</c> leaves it; gone when it is disposed.</summary>
internal sealed class PairFolder : IDisposable
{
    public static readonly DateTimeOffset Started = new(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bench-pairs-");

    public PairPlan Plan { get; init; } = new()
    {
        Tool = "iperf3",
        Pattern = new PatternShape { Kind = PatternKind.AllToAll, Nodes = 4 },
        DurationSeconds = 10,
        Iperf3 = new Iperf3Options(),
    };

    /// <summary>The metrics that a recipe declares for a command.</summary>
    public IReadOnlyDictionary<string, OutputMetricSpec> Metrics { get; init; } = new Dictionary<string, OutputMetricSpec>();

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>nodes.json with node1, node2, …</summary>
    public PairFolder WithNodes(string? content = null)
    {
        File.WriteAllText(Path(PairNodes.FileName), content ?? new PairNodes(
            [.. Enumerable.Range(0, Plan.Pattern.Nodes).Select(i => new PairNode(i, $"node{i + 1}", new Dictionary<string, string>()))]).ToJson());
        return this;
    }

    /// <summary>A record of each pair that the plan has.</summary>
    public IReadOnlyList<PairRecord> Records(Func<int, int, double> value) =>
        [.. from batch in PatternSchedule.Of(Plan.Pattern)
            from nic in Plan.Nics.Count == 0 ? [null] : Plan.Nics.Cast<string?>()
            from pair in batch.Pairs.Select((p, i) => (p.Round, p.Pair, Index: i))
            select new PairRecord
            {
                Repeat = batch.Repeat,
                Round = pair.Round,
                Client = pair.Pair.Client,
                Server = pair.Pair.Server,
                Nic = nic,
                Started = Started.AddSeconds(0.1 * pair.Index),
                Behind = 0.1 * pair.Index,
                Seconds = 10,
                Values = new Dictionary<string, double> { ["throughput"] = value(pair.Pair.Client, pair.Pair.Server) },
                Samples = [new PairSample(0, 5, new Dictionary<string, double> { ["throughput"] = 7 })],
            }];

    public PairFolder With(params IEnumerable<string> lines)
    {
        File.AppendAllText(Path(PairRecord.FileName), string.Concat(lines.Select(l => l + "\n")));
        return this;
    }

    public PairFolder With(IEnumerable<PairRecord> records) => With(records.Select(r => r.ToLine()));

    public WorkloadResult Process() => PairOutput.Process(
        new PlannedWorkload { Name = "net", Spec = new CommandWorkloadSpec { Command = new CommandSpec([Text.Of("true")]), Metrics = Metrics } },
        Plan,
        new ResultFiles(_folder.FullName, "p1-net-r1", "login", Started));

    public void Dispose() => _folder.Delete(recursive: true);
}
