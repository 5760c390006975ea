using Bench.Measurement.Patterns;

namespace Bench.Measurement.Tests.Patterns;

public sealed class PatternRoundsTests
{
    private const int Most = 257;

    private static PatternShape Shape(PatternKind kind, int nodes) =>
        new() { Kind = kind, Nodes = nodes, Hub = nodes / 3, Rounds = 5, Seed = nodes, List = nodes < 2 ? [] : ListOf(nodes) };

    private static NodePair[] ListOf(int nodes) => [.. Enumerable.Range(0, 2 * nodes).Select(i => new NodePair(i * 7 % nodes, (i * 7 + 1 + i % (nodes - 1)) % nodes))];

    private static List<IReadOnlyList<NodePair>> Rounds(PatternKind kind, int nodes) => [.. PatternRounds.Of(Shape(kind, nodes))];

    public static TheoryData<PatternKind> Kinds => [.. Enum.GetValues<PatternKind>().Where(k => k != PatternKind.Single)];

    private static (int, int) Unordered(NodePair p) => p.Client < p.Server ? (p.Client, p.Server) : (p.Server, p.Client);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_node_is_twice_in_a_round_and_all_are_there(PatternKind kind)
    {
        for (var n = 2; n <= Most; n++)
        {
            foreach (var round in PatternRounds.Of(Shape(kind, n)))
            {
                var nodes = round.SelectMany(p => new[] { p.Client, p.Server }).ToList();
                Assert.NotEmpty(nodes);
                Assert.Equal(nodes.Count, nodes.Distinct().Count());
                Assert.All(nodes, i => Assert.InRange(i, 0, n - 1));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_node_alone_has_no_rounds(PatternKind kind)
    {
        Assert.Empty(Rounds(kind, 1));
        Assert.Empty(PatternSchedule.Of(Shape(kind, 1)));
        Assert.Empty(PatternSchedule.Of(Shape(kind, 1) with { Contention = Contention.All }));
    }

    [Fact]
    public void All_to_all_has_each_two_nodes_once_in_as_few_rounds_as_can_be()
    {
        for (var n = 2; n <= Most; n++)
        {
            var rounds = Rounds(PatternKind.AllToAll, n);
            Assert.Equal(n % 2 == 0 ? n - 1 : n, rounds.Count);
            Assert.All(rounds, r => Assert.Equal(n / 2, r.Count));
            Assert.Equal(n * (n - 1) / 2, rounds.SelectMany(r => r).Select(Unordered).Distinct().Count());
        }
    }

    [Fact]
    public void The_ring_is_one_cycle()
    {
        for (var n = 2; n <= Most; n++)
        {
            var rounds = Rounds(PatternKind.Ring, n);
            Assert.Equal(n % 2 == 0 ? 2 : 3, rounds.Count);
            var next = rounds.SelectMany(r => r).ToDictionary(p => p.Client, p => p.Server);
            Assert.Equal(n, next.Count);
            var at = 0;
            for (var i = 1; i < n; i++)
            {
                at = next[at];
                Assert.Equal(i, at);
            }

            Assert.Equal(0, next[at]);
        }
    }

    [Fact]
    public void The_hub_meets_each_other_node_in_a_round_of_its_own()
    {
        for (var n = 2; n <= Most; n++)
        {
            var others = Enumerable.Range(0, n).Where(i => i != n / 3);
            Assert.Equal(others.Select(i => new NodePair(n / 3, i)), Rounds(PatternKind.OneToAll, n).Select(r => Assert.Single(r)));
            Assert.Equal(others.Select(i => new NodePair(i, n / 3)), Rounds(PatternKind.AllToOne, n).Select(r => Assert.Single(r)));
        }
    }

    [Fact]
    public void Neighbours_and_halves_are_one_round_and_the_last_of_an_odd_number_is_left_out()
    {
        for (var n = 2; n <= Most; n++)
        {
            Assert.Equal(Enumerable.Range(0, n / 2).Select(k => new NodePair(2 * k, 2 * k + 1)), Assert.Single(Rounds(PatternKind.Pairs, n)));
            Assert.Equal(Enumerable.Range(0, n / 2).Select(k => new NodePair(k, n / 2 + k)), Assert.Single(Rounds(PatternKind.Bisection, n)));
        }
    }

    [Fact]
    public void Random_rounds_are_matchings_and_the_same_for_the_same_seed()
    {
        for (var n = 2; n <= Most; n++)
        {
            var rounds = Rounds(PatternKind.Random, n);
            Assert.Equal(5, rounds.Count);
            Assert.All(rounds, r => Assert.Equal(n / 2, r.Count));
            Assert.Equal(rounds, Rounds(PatternKind.Random, n));
        }

        var seeds = Enumerable.Range(1, 20).Select(s => string.Join(' ', PatternRounds.Of(Shape(PatternKind.Random, 16) with { Seed = s }).SelectMany(r => r)));
        Assert.Equal(20, seeds.Distinct().Count());
    }

    [Fact]
    public void Random_rounds_are_those_of_every_other_machine() => Assert.Equal(
        "8-1 2-7 6-5 4-3 | 8-7 2-5 0-1 3-6 | 5-2 7-4 8-6 0-3",
        string.Join(" | ", PatternRounds.Of(new PatternShape { Kind = PatternKind.Random, Nodes = 9, Rounds = 3, Seed = 42 })
            .Select(r => string.Join(' ', r.Select(p => $"{p.Client}-{p.Server}")))));

    [Fact]
    public void Each_node_is_client_and_server_of_random_rounds_about_as_often()
    {
        var clients = PatternRounds.Of(Shape(PatternKind.Random, 8) with { Rounds = 2000 }).SelectMany(r => r).CountBy(p => p.Client).ToList();

        // 2,000 draws of one half: six deviations are 134.
        Assert.Equal(8, clients.Count);
        Assert.All(clients, c => Assert.InRange(c.Value, 866, 1134));
    }

    [Fact]
    public void A_list_is_played_as_often_as_it_says_with_pairs_as_early_as_they_fit()
    {
        for (var n = 2; n <= Most; n++)
        {
            var rounds = Rounds(PatternKind.List, n);
            Assert.Equal(ListOf(n).Order(ByNodes), rounds.SelectMany(r => r).Order(ByNodes));
            for (var i = 1; i < rounds.Count; i++)
            {
                var before = rounds[i - 1].SelectMany(p => new[] { p.Client, p.Server }).ToHashSet();
                Assert.All(rounds[i], p => Assert.True(before.Contains(p.Client) || before.Contains(p.Server)));
            }
        }

        var list = new PatternShape { Kind = PatternKind.List, Nodes = 5, List = [new(0, 1), new(1, 2), new(3, 4), new(0, 1)] };
        Assert.Equal([[new(0, 1), new(3, 4)], [new(1, 2)], [new(0, 1)]], PatternRounds.Of(list));
    }

    [Fact]
    public void What_names_no_node_is_refused()
    {
        var list = new PatternShape { Kind = PatternKind.List, Nodes = 3 };

        Assert.Throws<ArgumentOutOfRangeException>(() => PatternRounds.Of(Shape(PatternKind.Ring, 0)));
        Assert.Throws<ArgumentException>(() => PatternRounds.Of(Shape(PatternKind.Single, 2)));
        Assert.Throws<ArgumentException>(() => PatternRounds.Of(Shape(PatternKind.OneToAll, 3) with { Hub = 3 }));
        Assert.Throws<ArgumentException>(() => PatternRounds.Of(Shape(PatternKind.AllToOne, 3) with { Hub = -1 }));
        Assert.Throws<ArgumentException>(() => PatternRounds.Of(list with { List = [new(0, 3)] }));
        Assert.Throws<ArgumentException>(() => PatternRounds.Of(list with { List = [new(1, 1)] }));
    }

    private static Comparer<NodePair> ByNodes { get; } = Comparer<NodePair>.Create((a, b) => (a.Client, a.Server).CompareTo((b.Client, b.Server)));
}
