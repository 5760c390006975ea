using Bench.Measurement;

namespace Bench.Metrics.Outliers;

/// <summary>
/// Puts suspects to the test. The edges of each are held against those that nothing is said against, by the mean of their logarithms and a one-sided t test
/// (Student 1908; with a pooled standard deviation). Two things are added to the textbook. Few edges cannot tell how much healthy ones differ: so the variance starts
/// from that of a busy machine, as if <see cref="PriorDegrees"/> edges had shown it (the scaled inverse χ² prior of Gelman et al., Bayesian Data Analysis, 3.3).
/// And the chance of an error is multiplied by the number of all who could have been accused (Bonferroni), once for each suspect.
/// </summary>
internal sealed class Trial
{
    // Healthy edges of a busy machine: two thirds within a factor of 1.4, nearly all within 2.8 of each other.
    private const double PriorDeviation = 0.35;
    private const double PriorDegrees = 16;

    // A node with so few edges, where it is not quiet: busy machines make healthy edges differ threefold.
    private const int Few = 3;
    private const double FewFactor = 3.5;
    private const double Quiet = 0.2;

    // From so many good edges on, their worst ones tell how far out a healthy edge may lie.
    private const int EnoughForTail = 15;
    private const int LeastOfTail = 5;

    // The chance that a run without any outlier names one.
    private static readonly double MostLogChance = Math.Log(0.003);

    private readonly IReadOnlyList<MeasuredEdge> _edges;
    private readonly double[] _slowness;
    private readonly double _prior;
    private readonly List<Suspect> _suspects;
    private readonly Dictionary<Suspect, Evidence> _evidence = [];

    private Trial(IReadOnlyList<MeasuredEdge> edges, double[] slowness, double prior, List<Suspect> suspects) =>
        (_edges, _slowness, _prior, _suspects) = (edges, slowness, prior, suspects);

    /// <summary>What is left unexplained, and a price for each suspect, as in the Bayesian information criterion (Schwarz 1978): smaller is better.</summary>
    public double Cost { get; private set; }

    /// <summary>The trial of those suspects against whom there is evidence; null where there is none, or where too few are left to compare with.</summary>
    public static Trial? Of(int nodes, IReadOnlyList<MeasuredEdge> edges, double[] slowness, double? scatter, IReadOnlyList<Suspect> suspects)
    {
        var trial = new Trial(edges, slowness, Math.Max(PriorDeviation, scatter ?? 0), [.. suspects]);
        var others = Others(nodes, edges);
        while (trial._suspects.Count > 0)
        {
            if (!trial.Weigh(nodes, others))
            {
                return null;
            }

            var weakest = trial._suspects.MaxBy(s => trial._evidence[s].LogChance);
            if (trial._evidence[weakest].LogChance <= MostLogChance)
            {
                return trial;
            }

            // Without it the others may look different.
            trial._suspects.Remove(weakest);
        }

        return null;
    }

    public IEnumerable<Outlier> Outliers()
    {
        var good = _edges.Where(e => !_suspects.Exists(s => s.Explains(e))).Select(e => e.Value).ToList();
        var reference = Aggregation.Median(good);
        foreach (var suspect in _suspects)
        {
            var evidence = _evidence[suspect];
            var all = Enumerable.Range(0, _edges.Count).Where(e => suspect.Explains(_edges[e])).ToList();
            var peers = suspect.Kind is SuspectKind.Pair or SuspectKind.Edge ? [] : all.Select(e => _edges[e].Other(suspect.Node)).Distinct().Take(2).ToList();
            yield return new Outlier(
                suspect,
                Aggregation.Median([.. evidence.Own.Select(e => _edges[e].Value)]),
                reference,
                all.Count(e => _slowness[e] > evidence.Limit),
                all.Count,
                peers.Count == 1 ? peers[0] : null,
                1 - Math.Exp(evidence.LogChance));
        }
    }

    // All who can be accused of something: with so many, somebody always looks bad. In sparse patterns nodes have no roles, and pairs no second direction.
    private static double Others(int nodes, IReadOnlyList<MeasuredEdge> edges) =>
        Math.Log(edges.Count > nodes ? (3.0 * nodes) + (1.5 * edges.Count) : nodes + edges.Count);

    private bool Weigh(int nodes, double others)
    {
        var (good, own) = Sides();
        // Most nodes are all right, or nobody can say what that is.
        if (good.Count == 0 || 2 * good.SelectMany(e => new[] { _edges[e].Client, _edges[e].Server }).Distinct().Count() < nodes)
        {
            return false;
        }

        var mean = Mean(good);
        var rest = Squares(good, mean);
        var unexplained = rest;
        _evidence.Clear();
        var tail = TailOf(good);
        foreach (var suspect in _suspects)
        {
            var edges = own[suspect];
            _evidence[suspect] = Against(suspect, edges, good.Count, mean, rest, others, tail);
            unexplained += edges.Count == 0 ? 0 : Squares(edges, Mean(edges));
        }

        var all = _edges.Count + PriorDegrees;
        Cost = (all * Math.Log((unexplained + Prior) / all)) + (3 * _suspects.Count * Math.Log(_edges.Count));
        return true;
    }

    private double Prior => PriorDegrees * _prior * _prior;

    private Evidence Against(Suspect suspect, List<int> own, int good, double mean, double rest, double others, (double Worst, double Scale) tail)
    {
        if (own.Count == 0)
        {
            return new Evidence(own, 0, 0);
        }

        var itsMean = Mean(own);
        var degrees = PriorDegrees + good + own.Count - 2;
        var deviation = Math.Sqrt((Prior + rest + Squares(own, itsMean)) / degrees);
        var difference = itsMean - mean;
        var least = own.Count <= Few && deviation > Quiet ? Math.Log(FewFactor) : Math.Clamp(2 * deviation, Math.Log(1.25), Math.Log(2));
        var limit = mean + Math.Max(difference / 2, Math.Min(least, difference));
        if (difference < least || !IsThroughout(suspect, own, limit))
        {
            return new Evidence(own, 0, limit);
        }

        var t = difference / (deviation * Math.Sqrt((1.0 / own.Count) + (1.0 / good)));
        var chance = StudentT.LogTail(t, degrees) + (_suspects.Count * others);
        // A single edge may be no more than the last of many that trail off.
        var trailing = suspect.Kind is SuspectKind.Pair or SuspectKind.Edge && tail.Scale > 0 ? (tail.Worst - itsMean) / tail.Scale : double.NegativeInfinity;
        return new Evidence(own, Math.Max(chance, trailing), limit);
    }

    // The worst good edge, and how fast the worst tenth of them trail off: the distance to the next one is exponential with that mean, for tails that are
    // (Pickands 1975; lighter tails end sooner).
    private (double Worst, double Scale) TailOf(List<int> good)
    {
        if (good.Count < EnoughForTail)
        {
            return (0, 0);
        }

        var sorted = good.Select(e => _slowness[e]).OrderDescending().ToList();
        var count = Math.Max(LeastOfTail, good.Count / 10);
        return (sorted[0], Math.Max(1e-6, sorted.Take(count).Average() - sorted[count]));
    }

    // A node that is bad is bad towards nearly all.
    private bool IsThroughout(Suspect suspect, List<int> own, double limit)
    {
        var bad = own.Count(e => _slowness[e] >= limit);
        return suspect.Kind is SuspectKind.Pair or SuspectKind.Edge ? bad == own.Count : Explanation.IsNearlyAll(bad, own.Count);
    }

    // Edges that two suspects share say nothing about either.
    private (List<int> Good, Dictionary<Suspect, List<int>> Own) Sides()
    {
        var good = new List<int>(_edges.Count);
        var own = _suspects.ToDictionary(s => s, _ => new List<int>());
        var byNode = _suspects.GroupBy(s => s.Node).ToDictionary(g => g.Key, g => g.ToList());
        for (var e = 0; e < _edges.Count; e++)
        {
            var edge = _edges[e];
            if (!byNode.ContainsKey(edge.Client) && !byNode.ContainsKey(edge.Server))
            {
                good.Add(e);
                continue;
            }

            var explaining = byNode.GetValueOrDefault(edge.Client, []).Concat(byNode.GetValueOrDefault(edge.Server, []))
                .Where(s => s.Explains(edge)).Take(2).ToList();
            if (explaining.Count == 1)
            {
                own[explaining[0]].Add(e);
            }
            else if (explaining.Count == 0)
            {
                good.Add(e);
            }
        }

        return (good, own);
    }

    private double Mean(List<int> edges) => edges.Average(e => _slowness[e]);

    private double Squares(List<int> edges, double mean) => edges.Sum(e => (_slowness[e] - mean) * (_slowness[e] - mean));

    /// <param name="Own">Edges that this suspect alone explains.</param>
    /// <param name="LogChance">The logarithm of the chance of an error; 0 or more where there is no evidence.</param>
    /// <param name="Limit">From which slowness on an edge is bad.</param>
    private sealed record Evidence(List<int> Own, double LogChance, double Limit);
}
