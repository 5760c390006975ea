using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Workloads.Pairs;

namespace Bench.Tests.Reports;

/// <summary>What a cluster gave in a run over a pattern: log-normal scatter, some nodes slowed, some silent.</summary>
internal sealed class SimulatedPairs(PatternKind pattern, int nodes, int seed)
{
    public static readonly DateTimeOffset Started = new(2026, 11, 22, 15, 12, 40, TimeSpan.Zero);

    private readonly Random _random = new(seed);

    public string Tool { get; init; } = "iperf3";

    public double Sigma { get; init; } = 0.06;

    public double Typical { get; init; } = 2.85e9;

    public IReadOnlyList<string> Nics { get; init; } = [""];

    public IReadOnlyList<string>? Names { get; init; }

    public IReadOnlyList<PairMetric> Metrics { get; init; } =
    [
        new("throughput", "bit/s", true, "iperf3.throughput/1", "received by time, all streams"),
        new("retransmits", "1", false, "iperf3.retransmits/1", "segments that were sent again, all streams"),
    ];

    public int Repeat { get; init; } = 1;

    public bool Bidirectional { get; init; }

    public double Duration { get; init; } = 10;

    /// <summary>How many times slower client to server is, on an interface.</summary>
    public Func<int, int, string, double> Slower { get; init; } = (_, _, _) => 1;

    /// <summary>Why it is not measured, in a round; null where it is.</summary>
    public Func<int, int, int, (PairProblem Problem, string Reason)?> Fails { get; init; } = (_, _, _) => null;

    /// <summary>The value of a metric other than the primary one.</summary>
    public Func<int, int, int, double> Other { get; init; } = (_, _, _) => 3;

    public Func<int, double> Skew { get; init; } = _ => 0.004;

    public PairResults Results()
    {
        var shape = new PatternShape { Kind = pattern, Nodes = nodes, Repeat = Repeat, Bidirectional = Bidirectional, Contention = pattern == PatternKind.AllToOne ? Contention.All : Contention.Round };
        var rows = new List<PairRow>();
        var values = new List<double>();
        var (batches, at) = (0, Started);
        foreach (var batch in PatternSchedule.Of(shape))
        {
            for (var nic = 0; nic < Nics.Count; nic++)
            {
                for (var i = 0; i < batch.Pairs.Count; i++)
                {
                    var (round, pair) = batch.Pairs[i];
                    var failed = Fails(pair.Client, pair.Server, round);
                    var behind = batch.Pairs.Count < 2 ? 0 : Skew(round) * i / (batch.Pairs.Count - 1);
                    rows.Add(new PairRow(batch.Repeat, round, batches, nic, pair.Client, pair.Server, at.AddSeconds(behind), behind, Duration, failed?.Problem, failed?.Reason));
                    values.AddRange(Enumerable.Range(0, Metrics.Count).Select(m => failed is not null ? double.NaN : m == 0 ? Primary(pair, Nics[nic]) : Other(pair.Client, pair.Server, m)));
                }

                at = at.AddSeconds(Duration + 0.5);
            }

            batches++;
        }

        return new PairResults
        {
            Tool = Tool,
            Pattern = shape,
            DurationSeconds = Duration,
            PacketSeconds = Tool == "ping" ? 0.2 : null,
            Nodes = Names ?? [.. Enumerable.Range(1, nodes).Select(i => $"node{i}")],
            Nics = Nics,
            Metrics = Metrics,
            Rows = rows,
            Values = values,
            Planned = rows.Count,
        };
    }

    private double Primary(NodePair pair, string nic)
    {
        var slowness = Math.Exp(Sigma * Normal()) * Slower(pair.Client, pair.Server, nic);
        return Metrics[0].HigherIsBetter ? Typical / slowness : Typical * slowness;
    }

    // Box and Muller.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
