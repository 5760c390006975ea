using Bench.Metrics.Outliers;

namespace Bench.Tests.Metrics.Outliers;

/// <summary>Edges of a pattern between nodes whose values scatter log-normally around 1 Gbit/s, some of them slowed.</summary>
internal sealed class SimulatedCluster(int nodes, string pattern, double sigma, int seed)
{
    private const double Healthy = 1e9;

    private readonly Random _random = new(seed);
    private readonly List<(Func<int, int, bool> Which, double Factor)> _slowed = [];

    public static IReadOnlyList<string> Patterns { get; } = ["ring", "all-to-all", "one-to-all", "all-to-one", "pairs", "bisection", "random"];

    public int Nodes => nodes;

    /// <summary>All edges of a node are so many times slower.</summary>
    public SimulatedCluster Slow(int node, double factor) => Slow((c, s) => c == node || s == node, factor);

    public SimulatedCluster Slow(Func<int, int, bool> which, double factor)
    {
        _slowed.Add((which, factor));
        return this;
    }

    /// <param name="lower">Values are times then: lower is better.</param>
    public IReadOnlyList<MeasuredEdge> Edges(bool lower = false) =>
        [.. Ends().Distinct().Select(e =>
        {
            var slowness = Math.Exp(sigma * Normal()) * _slowed.Where(s => s.Which(e.Client, e.Server)).Select(s => s.Factor).DefaultIfEmpty(1).Max();
            return new MeasuredEdge(e.Client, e.Server, lower ? 50e-6 * slowness : Healthy / slowness);
        })];

    public IReadOnlyList<Outlier> Find(bool lower = false) => OutlierSearch.Find(nodes, Edges(lower), higherIsBetter: !lower);

    /// <summary>Who is named: <c>2</c> for a node, <c>2c</c> or <c>2s</c> for one of its roles, <c>1-2</c> for a pair, <c>1>2</c> for an edge.</summary>
    public string Named(bool lower = false) => string.Join(' ', Find(lower).Select(o => o.Suspect switch
    {
        { Kind: SuspectKind.Node } s => $"{s.Node}",
        { Kind: SuspectKind.Client } s => $"{s.Node}c",
        { Kind: SuspectKind.Server } s => $"{s.Node}s",
        { Kind: SuspectKind.Pair } s => $"{s.Node}-{s.Peer}",
        var s => $"{s.Node}>{s.Peer}",
    }).Order(StringComparer.Ordinal));

    private IEnumerable<(int Client, int Server)> Ends()
    {
        var all = Enumerable.Range(0, nodes).ToArray();
        switch (pattern)
        {
            case "ring":
                return all.Select(i => (i, (i + 1) % nodes));
            case "all-to-all":
                return all.SelectMany(c => all.Where(s => s != c).Select(s => (c, s)));
            case "one-to-all":
                return all.Skip(1).Select(s => (0, s));
            case "all-to-one":
                return all.Skip(1).Select(c => (c, 0));
            case "pairs":
                return all.Take(nodes / 2).Select(i => (2 * i, (2 * i) + 1));
            case "bisection":
                return all.Take(nodes / 2).Select(i => (i, i + (nodes / 2)));
            default:
                return Enumerable.Range(0, 5).SelectMany(_ =>
                {
                    _random.Shuffle(all);
                    return Enumerable.Range(0, nodes / 2).Select(i => (all[2 * i], all[(2 * i) + 1])).ToArray();
                });
        }
    }

    // Box and Muller.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
