namespace Bench.Metrics.Outliers;

/// <summary>
/// Which nodes and edges are worse than the others. Several guesses are made at which edges are bad: all above a gap in the sorted values, or all of the nodes
/// with the worst medians. Each guess is explained by nodes and edges (<see cref="Explanation"/>), and each of these is put to a test (<see cref="Trial"/>)
/// that counts how many others could have been accused as well. The guess that leaves the least unexplained, for its number of suspects, is told; most often that is none.
/// <c>docs/metrics.md</c> has it in plain words.
/// </summary>
public static class OutlierSearch
{
    private const int MostGaps = 24;
    private const int MostNodeGuesses = 8;

    // Below this, a step between neighbours is no gap.
    private const double LeastGap = 0.1;

    // What a ratio may be at most, in logarithms: a rate of 0 would be infinitely bad.
    private const double Worst = 25;

    /// <param name="nodes">How many nodes there are; edges name them by 0, 1, ….</param>
    /// <param name="edges">Each ordered pair at most once.</param>
    /// <param name="scatter">
    /// The standard deviation of the natural logarithm of an edge's value that its own repeats tell of; null where there are none. Edges are never taken to be steadier than that.
    /// </param>
    /// <returns>Nodes first. Empty where all are alike, or too few to compare.</returns>
    public static IReadOnlyList<Outlier> Find(int nodes, IReadOnlyList<MeasuredEdge> edges, bool higherIsBetter, double? scatter = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        // Of the nodes, those that were measured; two of them cannot be compared, whatever their directions.
        var taking = edges.SelectMany(e => new[] { e.Client, e.Server }).Distinct().Count();
        if (edges.Count < 2 || taking < 3)
        {
            return [];
        }

        var slowness = Slowness(edges, higherIsBetter);
        var best = (Verdict: (Trial?)null, Cost: double.PositiveInfinity);
        foreach (var bad in Guesses(nodes, edges, slowness))
        {
            var suspects = Explanation.Of(nodes, edges, bad, MostEdges(edges.Count));
            var trial = Trial.Of(taking, edges, slowness, scatter, suspects);
            if (trial is not null && trial.Cost < best.Cost)
            {
                best = (trial, trial.Cost);
            }
        }

        return best.Verdict is { } found ? [.. found.Outliers().OrderBy(o => o.Suspect.Kind).ThenByDescending(o => o.Bad)] : [];
    }

    /// <summary>Single edges beyond this have one cause that is none of them: two switches, say.</summary>
    public static int MostEdges(int edges) => Math.Max(3, edges / 20);

    // Natural logarithms, larger for worse, counted from the best.
    private static double[] Slowness(IReadOnlyList<MeasuredEdge> edges, bool higherIsBetter)
    {
        var slowness = edges.Select(e => Math.Log(Math.Max(e.Value, double.Epsilon)) * (higherIsBetter ? -1 : 1)).ToArray();
        var best = slowness.Min();
        // Of times, one of 0 is no reason to call all others endlessly slow: the second best counts.
        var floor = higherIsBetter ? best : slowness.Where((_, e) => edges[e].Value > 0).DefaultIfEmpty(best).Min();
        return [.. slowness.Select(s => Math.Clamp(s - floor, 0, Worst))];
    }

    private static IEnumerable<bool[]> Guesses(int nodes, IReadOnlyList<MeasuredEdge> edges, double[] slowness)
    {
        var sorted = slowness.Order().ToArray();
        foreach (var limit in Gaps(sorted, MostGaps))
        {
            yield return [.. slowness.Select(s => s > limit)];
        }

        // Where values overlap there is no gap between edges, but there may be one between the medians of nodes.
        var of = edges.SelectMany((e, i) => new[] { (Node: e.Client, Slowness: slowness[i]), (Node: e.Server, Slowness: slowness[i]) })
            .GroupBy(e => e.Node).ToDictionary(g => g.Key, g => Aggregation.Median([.. g.Select(e => e.Slowness)]));
        foreach (var limit in Gaps([.. of.Values.Order()], MostNodeGuesses))
        {
            var accused = Enumerable.Range(0, nodes).Select(v => of.TryGetValue(v, out var median) && median > limit).ToArray();
            yield return [.. edges.Select(e => accused[e.Client] || accused[e.Server])];
        }
    }

    private static IEnumerable<double> Gaps(double[] sorted, int most) => Enumerable.Range(0, sorted.Length - 1)
        .Where(i => sorted[i + 1] - sorted[i] > LeastGap)
        .OrderByDescending(i => sorted[i + 1] - sorted[i])
        .Take(most)
        .Select(i => sorted[i]);
}
