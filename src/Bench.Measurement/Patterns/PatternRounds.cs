using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Patterns;

/// <summary>Patterns as pure functions of the number of nodes: rounds of pairs, in which no node is twice.</summary>
public static class PatternRounds
{
    /// <summary>The rounds of one repeat, made one by one as they are asked for. all-to-all has each two nodes once; both directions belong to it.</summary>
    /// <exception cref="ArgumentException">The kind has no rounds, or the shape names nodes that there are not.</exception>
    public static IEnumerable<IReadOnlyList<NodePair>> Of(PatternShape shape)
    {
        Check(shape);
        return shape.Nodes < 2 ? [] : shape.Kind switch
        {
            PatternKind.Ring => Ring(shape.Nodes),
            PatternKind.AllToAll => AllToAll(shape.Nodes),
            PatternKind.OneToAll => Others(shape).Select(other => Round(new NodePair(shape.Hub, other))),
            PatternKind.AllToOne => Others(shape).Select(other => Round(new NodePair(other, shape.Hub))),
            PatternKind.Pairs => [Round(shape.Nodes / 2, k => new NodePair(2 * k, 2 * k + 1))],
            PatternKind.Bisection => [Round(shape.Nodes / 2, k => new NodePair(k, shape.Nodes / 2 + k))],
            PatternKind.Random => Random(shape),
            _ => Packed(shape.List),
        };
    }

    private static void Check(PatternShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Nodes, 1, nameof(shape));
        if (shape.Kind == PatternKind.Single || !Enum.IsDefined(shape.Kind))
        {
            throw new ArgumentException($"The pattern '{shape.Kind}' has no pairs of nodes.", nameof(shape));
        }

        bool IsNode(int index) => index >= 0 && index < shape.Nodes;
        if (shape.Kind is PatternKind.OneToAll or PatternKind.AllToOne && !IsNode(shape.Hub))
        {
            throw new ArgumentException($"The hub {shape.Hub} is none of the {shape.Nodes} nodes.", nameof(shape));
        }

        if (shape.Kind == PatternKind.List && shape.List.Where(p => !IsNode(p.Client) || !IsNode(p.Server) || p.Client == p.Server).ToList() is [var wrong, ..])
        {
            throw new ArgumentException($"The pair {wrong.Client}, {wrong.Server} is not of two different nodes of {shape.Nodes}.", nameof(shape));
        }
    }

    // Every second edge, then the others; the edge that closes an odd ring meets both of its neighbours and has a round of its own.
    private static IEnumerable<IReadOnlyList<NodePair>> Ring(int n)
    {
        NodePair Edge(int from) => new(from, (from + 1) % n);
        yield return Round(n / 2, k => Edge(2 * k));
        yield return Round(n / 2, k => Edge(2 * k + 1));
        if (n % 2 == 1)
        {
            yield return Round(Edge(n - 1));
        }
    }

    // The circle method: one player stays, the others go round it, and in each round those that face each other meet. The one who faces the empty
    // chair of an odd number rests.
    private static IEnumerable<IReadOnlyList<NodePair>> AllToAll(int n)
    {
        var circle = n % 2 == 0 ? n - 1 : n;
        for (var round = 0; round < circle; round++)
        {
            var turn = round;
            NodePair Facing(int k) => new((turn + k) % circle, (turn + circle - k) % circle);
            yield return n % 2 == 0
                ? Round(n / 2, k => k == 0 ? new NodePair(turn, circle) : Facing(k))
                : Round(n / 2, k => Facing(k + 1));
        }
    }

    private static IEnumerable<int> Others(PatternShape shape) => Enumerable.Range(0, shape.Nodes).Where(i => i != shape.Hub);

    // Neighbours of a shuffled row; who of the two is the client is drawn with them.
    private static IEnumerable<IReadOnlyList<NodePair>> Random(PatternShape shape)
    {
        var random = new RandomSource(shape.Seed);
        var row = Enumerable.Range(0, shape.Nodes).ToArray();
        for (var round = 0; round < shape.Rounds; round++)
        {
            for (var i = row.Length - 1; i > 0; i--)
            {
                // The upper half of the product: below i + 1, and the same on any machine.
                var j = (int)Math.BigMul(random.NextBits(), (ulong)i + 1, out _);
                (row[i], row[j]) = (row[j], row[i]);
            }

            yield return Round(shape.Nodes / 2, k => new NodePair(row[2 * k], row[2 * k + 1]));
        }
    }

    // Each round takes, in the order of the list, what still fits.
    private static IEnumerable<IReadOnlyList<NodePair>> Packed(IReadOnlyList<NodePair> list)
    {
        for (var left = list; left.Count > 0;)
        {
            var busy = new HashSet<int>();
            var round = new List<NodePair>();
            var later = new List<NodePair>();
            foreach (var pair in left)
            {
                var fits = !busy.Contains(pair.Client) && !busy.Contains(pair.Server);
                (fits ? round : later).Add(pair);
                if (fits)
                {
                    busy.Add(pair.Client);
                    busy.Add(pair.Server);
                }
            }

            yield return round;
            left = later;
        }
    }

    private static NodePair[] Round(NodePair pair) => [pair];

    private static NodePair[] Round(int count, Func<int, NodePair> pair)
    {
        var round = new NodePair[count];
        for (var k = 0; k < count; k++)
        {
            round[k] = pair(k);
        }

        return round;
    }
}
