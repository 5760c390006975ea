using Bench.Metrics.Outliers;
using Bench.Recipes;
using Bench.Workloads.Pairs;

namespace Bench.Reports.Pairs;

/// <summary>What stands out of the matrices, in words.</summary>
internal static class PairFindings
{
    private const string Loss = "loss";

    // Where nobody counted packets: what a second of UDP has at least.
    private const double ManyPackets = 10_000;

    /// <summary>Findings about one metric, over all network interfaces.</summary>
    public static IEnumerable<PairFinding> Of(string point, string workload, PairCells cells, int metric, IReadOnlyList<PairGrid> grids)
    {
        var isLoss = cells.First.Metrics[metric].Name == Loss;
        if (!isLoss && !IsCompared(cells.First, metric))
        {
            return [];
        }

        var edges = grids.Select(g => (IReadOnlyList<MeasuredEdge>)[.. g.Measured().Select(e => new MeasuredEdge(e.Client, e.Server, e.Value))]).ToList();
        var found = edges.SelectMany((e, nic) => Find(cells, metric, nic, e, isLoss).Select(o => (Nic: nic, Outlier: o))).ToList();
        return found.GroupBy(f => f.Outlier.Suspect).SelectMany(g => Merge([.. g], grids.Count)).Select(f => Finding(point, workload, grids, edges, f.Nic, f.Outlier, isLoss));
    }

    public static PairFinding Unmeasured(string point, string workload, PairFailure failure)
    {
        var ends = failure.Node is { } node ? [node] : failure.Pairs[0].Split('>', 2);
        return new PairFinding
        {
            Point = point,
            Workload = workload,
            Kind = ends.Length == 1 ? PairFindingKind.Node : PairFindingKind.Edge,
            Cause = PairFindingCause.Unmeasured,
            Nodes = ends,
            Pairs = failure.Count,
            Of = failure.Count,
            Text = $"Not measured: {PairWords.Of(failure)}.",
        };
    }

    // Of a tool's metrics, the primary one; of qperf each is a test of its own.
    private static bool IsCompared(PairResults results, int metric) => metric == 0 || results.Tool == "qperf";

    private static IReadOnlyList<Outlier> Find(PairCells cells, int metric, int nic, IReadOnlyList<MeasuredEdge> edges, bool isLoss) => isLoss
        ? LossSearch.Find(cells.Nodes.Count, edges, Packets(cells.First))
        : OutlierSearch.Find(cells.Nodes.Count, edges, cells.First.Metrics[metric].HigherIsBetter, cells.Scatter(nic, metric));

    private static double Packets(PairResults results) =>
        results.PacketSeconds is { } every ? Math.Max(1, results.DurationSeconds / every) : ManyPackets;

    // What is so on every interface is the node's, or the edge's, own: it is told once, where it is worst.
    private static IEnumerable<(int? Nic, Outlier Outlier)> Merge(List<(int Nic, Outlier Outlier)> same, int nics)
    {
        if (nics > 1 && same.Count == nics)
        {
            var worst = same.MaxBy(f => Math.Abs(Math.Log(Math.Max(f.Outlier.Value, double.Epsilon) / Math.Max(f.Outlier.Reference, double.Epsilon)))).Outlier;
            return [(null, worst with { Bad = same.Sum(f => f.Outlier.Bad), Measured = same.Sum(f => f.Outlier.Measured) })];
        }

        return same.Select(f => ((int?)f.Nic, f.Outlier));
    }

    private static PairFinding Finding(
        string point, string workload, IReadOnlyList<PairGrid> grids, List<IReadOnlyList<MeasuredEdge>> edges, int? nic, Outlier outlier, bool isLoss)
    {
        var (nodes, metric) = (grids[0].Nodes, grids[0].Metric);
        var (suspect, isEdge) = (outlier.Suspect, outlier.Suspect.Kind is SuspectKind.Pair or SuspectKind.Edge);
        // Of two nodes without any other pair nobody can say whether it is one of them, or the way between.
        var alone = isEdge && edges[nic ?? 0].Where(e => e.Touches(suspect.Node) || e.Touches(suspect.Peer)).All(suspect.Explains);
        var named = nic is { } i && grids[i].Nic.Length > 0 ? grids[i].Nic : null;
        var finding = new PairFinding
        {
            Point = point,
            Workload = workload,
            Kind = isEdge ? PairFindingKind.Edge : named is not null && grids.Count > 1 ? PairFindingKind.Nic : PairFindingKind.Node,
            Cause = isLoss ? PairFindingCause.Lossy : PairFindingCause.Slow,
            Nodes = isEdge ? [nodes[suspect.Node], nodes[suspect.Peer]] : [nodes[suspect.Node]],
            Nic = named,
            Role = suspect.Kind switch { SuspectKind.Client => "client", SuspectKind.Server => "server", _ => null },
            Metric = metric.Name,
            Unit = metric.Unit,
            Better = metric.HigherIsBetter ? Direction.Higher : Direction.Lower,
            Value = outlier.Value,
            Reference = outlier.Reference,
            Ratio = outlier.Reference > 0 ? outlier.Value / outlier.Reference : null,
            Pairs = outlier.Bad,
            Of = outlier.Measured,
            Confidence = outlier.Confidence,
            Text = "",
        };
        return finding with { Text = PairWords.Of(finding, suspect.Kind == SuspectKind.Pair, alone, outlier.OnlyPeer is { } peer ? nodes[peer] : null, nic is null) };
    }
}
