namespace Bench.Metrics.Outliers;

/// <summary>
/// Which nodes and edges lose packets. An edge loses where more than 1 % of its packets are lost and three times as many as on the edge in the middle: of what is lost
/// everywhere alike nobody is the cause. Nodes and edges explain it as in <see cref="OutlierSearch"/>; the chance that so many are lost where the share is that limit is
/// Poisson's, times the number of all who could have been accused.
/// </summary>
public static class LossSearch
{
    private const double Tolerated = 0.01;
    private const double TimesTheOthers = 3;
    private static readonly double MostLogChance = Math.Log(0.003);

    /// <param name="edges">Values are shares of packets that were lost, 0 to 1.</param>
    /// <param name="packets">How many were sent on each edge, about.</param>
    public static IReadOnlyList<Outlier> Find(int nodes, IReadOnlyList<MeasuredEdge> edges, double packets)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.Count == 0)
        {
            return [];
        }

        var limit = Math.Max(Tolerated, TimesTheOthers * Aggregation.Median([.. edges.Select(e => e.Value)]));
        bool[] bad = [.. edges.Select(e => e.Value > limit)];
        var suspects = Explanation.Of(nodes, edges, bad, OutlierSearch.MostEdges(edges.Count));
        var good = edges.Where((_, e) => !bad[e]).Select(e => e.Value).DefaultIfEmpty(0).ToList();
        var found = new List<Outlier>();
        foreach (var suspect in suspects)
        {
            var own = edges.Where(suspect.Explains).ToList();
            var chance = LogPoissonTail(own.Sum(e => e.Value) * packets, limit * packets * own.Count) + Math.Log(nodes + edges.Count);
            if (chance <= MostLogChance)
            {
                var peers = suspect.Kind is SuspectKind.Pair or SuspectKind.Edge ? [] : own.Select(e => e.Other(suspect.Node)).Distinct().Take(2).ToList();
                found.Add(new Outlier(
                    suspect, Aggregation.Median([.. own.Select(e => e.Value)]), Aggregation.Median(good), own.Count(e => e.Value > limit), own.Count,
                    peers.Count == 1 ? peers[0] : null, 1 - Math.Exp(chance)));
            }
        }

        return found;
    }

    // ln P(X >= seen) where X is Poisson's with this mean, by Chernoff's bound (Mitzenmacher and Upfal, Theorem 5.4): never too small.
    private static double LogPoissonTail(double seen, double mean) => seen <= mean ? 0 : seen - mean - (seen * Math.Log(seen / mean));
}
