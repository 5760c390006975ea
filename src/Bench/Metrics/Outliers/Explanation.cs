namespace Bench.Metrics.Outliers;

/// <summary>
/// The smallest set of nodes, and then of edges, that explains which edges are bad. A greedy cover: the node with the most bad edges that nothing explains
/// yet comes first. A node is exonerated by its good edges: only one nearly all of whose edges are bad is taken.
/// </summary>
internal static class Explanation
{
    // A node with so many edges is not exonerated by a single good one any more.
    private const int Many = 5;
    private const double NearlyAll = 0.8;

    /// <summary>True where so many bad edges of all are all but a few.</summary>
    public static bool IsNearlyAll(int bad, int all) => bad > 0 && (all < Many ? bad == all : bad >= NearlyAll * all);

    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="bad">For each edge, whether it is bad.</param>
    /// <param name="mostEdges">Where more single edges than this would be left, they are left out: many edges have a cause that is none of them.</param>
    public static List<Suspect> Of(int nodes, IReadOnlyList<MeasuredEdge> edges, ReadOnlySpan<bool> bad, int mostEdges)
    {
        var state = new State(nodes, edges, bad);
        var suspects = new List<Suspect>();
        while (state.WorstNode() is { } node)
        {
            suspects.Add(node);
            state.Take(node);
        }

        while (state.WorstRole() is { } role)
        {
            suspects.Add(role);
            state.Take(role);
        }

        var left = state.Left();
        suspects.AddRange(left.Count <= mostEdges ? left : []);
        return suspects;
    }

    private sealed class State
    {
        private readonly IReadOnlyList<MeasuredEdge> _edges;
        private readonly bool[] _bad;
        private readonly bool[] _done;
        private readonly List<int>[] _of;
        private readonly (int Bad, int All)[] _asClient;
        private readonly (int Bad, int All)[] _asServer;

        public State(int nodes, IReadOnlyList<MeasuredEdge> edges, ReadOnlySpan<bool> bad)
        {
            (_edges, _bad, _done) = (edges, bad.ToArray(), new bool[edges.Count]);
            (_asClient, _asServer) = (new (int, int)[nodes], new (int, int)[nodes]);
            _of = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];
            for (var e = 0; e < edges.Count; e++)
            {
                _of[edges[e].Client].Add(e);
                _of[edges[e].Server].Add(e);
                Count(e, 1);
            }
        }

        /// <summary>The node that explains the most; null where none does.</summary>
        public Suspect? WorstNode()
        {
            var (best, most) = (-1, 0);
            for (var v = 0; v < _of.Length; v++)
            {
                var (bad, all) = (_asClient[v].Bad + _asServer[v].Bad, _asClient[v].All + _asServer[v].All);
                if (bad > most && IsNearlyAll(bad, all) && (all > 2 || PeersAreExonerated(v)))
                {
                    (best, most) = (v, bad);
                }
            }

            return best < 0 ? null : new Suspect(SuspectKind.Node, best);
        }

        /// <summary>The node that explains the most in one of its roles. One edge alone makes no role.</summary>
        public Suspect? WorstRole()
        {
            var (best, most) = ((Suspect?)null, 1);
            for (var v = 0; v < _of.Length; v++)
            {
                foreach (var (kind, count) in new[] { (SuspectKind.Client, _asClient[v]), (SuspectKind.Server, _asServer[v]) })
                {
                    if (count.Bad > most && IsNearlyAll(count.Bad, count.All))
                    {
                        (best, most) = (new Suspect(kind, v), count.Bad);
                    }
                }
            }

            return best;
        }

        public void Take(Suspect suspect)
        {
            foreach (var e in _of[suspect.Node].Where(e => !_done[e] && suspect.Explains(_edges[e])))
            {
                _done[e] = true;
                Count(e, -1);
            }
        }

        /// <summary>The bad edges that no node explains.</summary>
        public List<Suspect> Left()
        {
            var left = Enumerable.Range(0, _edges.Count).Where(e => _bad[e] && !_done[e]).Select(e => _edges[e]).ToList();
            return
            [
                .. left.GroupBy(e => (Math.Min(e.Client, e.Server), Math.Max(e.Client, e.Server)))
                    .SelectMany(g => g.Select(e => e.Client).Distinct().Count() > 1
                        ? [new Suspect(SuspectKind.Pair, g.Key.Item1, g.Key.Item2)]
                        : g.Select(e => new Suspect(SuspectKind.Edge, e.Client, e.Server)).Distinct()),
            ];
        }

        // Of a node with an edge or two, its peers may be as much to blame; they are not where they have good edges of their own.
        private bool PeersAreExonerated(int v)
        {
            var peers = _of[v].Where(e => !_done[e]).Select(e => _edges[e].Other(v)).Distinct().ToList();
            return peers.TrueForAll(p => _of[p].Exists(e => !_done[e] && !_bad[e]) || peers.Count > 1);
        }

        private void Count(int e, int by)
        {
            var (edge, bad) = (_edges[e], _bad[e] ? by : 0);
            _asClient[edge.Client] = (_asClient[edge.Client].Bad + bad, _asClient[edge.Client].All + by);
            _asServer[edge.Server] = (_asServer[edge.Server].Bad + bad, _asServer[edge.Server].All + by);
        }
    }
}
