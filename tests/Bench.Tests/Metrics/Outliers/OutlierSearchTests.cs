using Bench.Metrics.Outliers;

namespace Bench.Tests.Metrics.Outliers;

public class OutlierSearchTests
{
    // Nodes 0 to 3 are node1 to node4; node2 and node3 are the ones that are slowed.
    [Theory]
    [InlineData("ring")]
    [InlineData("all-to-all")]
    [InlineData("one-to-all")]
    [InlineData("all-to-one")]
    public void A_slow_node_of_four_is_named_and_nobody_else(string pattern) =>
        Assert.All(Enumerable.Range(1, 200), seed =>
        {
            Assert.Equal("1", new SimulatedCluster(4, pattern, 0.2, seed).Slow(1, 30).Named());
            Assert.Equal("2", new SimulatedCluster(4, pattern, 0.2, seed).Slow(2, 100).Named(lower: true));
        });

    [Theory]
    [InlineData("ring")]
    [InlineData("all-to-all")]
    [InlineData("one-to-all")]
    [InlineData("all-to-one")]
    public void Two_slow_nodes_of_four_are_both_named_and_nobody_else(string pattern) =>
        Assert.All(Enumerable.Range(1, 200), seed =>
        {
            Assert.Equal("1 2", new SimulatedCluster(4, pattern, 0.2, seed).Slow(1, 30).Slow(2, 60).Named());
            Assert.Equal("1 2", new SimulatedCluster(4, pattern, 0.1, seed).Slow(1, 40).Slow(2, 40).Named());
        });

    [Fact]
    public void A_bad_cable_between_two_good_nodes_is_named_as_such()
    {
        Assert.Equal("1-2", new SimulatedCluster(4, "all-to-all", 0.2, 5).Slow((c, s) => c is 1 or 2 && s is 1 or 2, 30).Named());
        Assert.Equal("1>2", new SimulatedCluster(4, "all-to-all", 0.2, 5).Slow((c, s) => (c, s) == (1, 2), 30).Named());
        Assert.Equal("1>2", new SimulatedCluster(4, "ring", 0.2, 5).Slow((c, s) => (c, s) == (1, 2), 30).Named());
        Assert.Equal("3-9", new SimulatedCluster(16, "all-to-all", 0.2, 5).Slow((c, s) => c is 3 or 9 && s is 3 or 9, 5).Named());
    }

    [Fact]
    public void Where_two_nodes_have_but_one_edge_it_is_the_edge_that_is_named() =>
        Assert.Equal("2>3", new SimulatedCluster(8, "pairs", 0.2, 3).Slow(2, 30).Named());

    [Fact]
    public void A_node_that_is_slow_in_one_role_is_named_with_it()
    {
        Assert.Equal("2c", new SimulatedCluster(6, "all-to-all", 0.2, 3).Slow((c, _) => c == 2, 10).Named());
        Assert.Equal("2s", new SimulatedCluster(6, "all-to-all", 0.2, 3).Slow((_, s) => s == 2, 10).Named());
    }

    [Fact]
    public void A_slow_node_and_a_bad_cable_elsewhere_are_both_named() =>
        Assert.Equal("2 4-5", new SimulatedCluster(8, "all-to-all", 0.2, 3).Slow(2, 10).Slow((c, s) => c is 4 or 5 && s is 4 or 5, 10).Named());

    [Fact]
    public void A_single_good_edge_does_not_exonerate_a_node_of_many() =>
        Assert.Equal("1", new SimulatedCluster(16, "all-to-all", 0.1, 3).Slow((c, s) => (c == 1 && s != 5) || s == 1, 30).Named());

    [Theory]
    [InlineData("one-to-all")]
    [InlineData("all-to-one")]
    public void The_peer_is_told_where_it_was_the_only_one(string pattern)
    {
        var outlier = Assert.Single(new SimulatedCluster(4, pattern, 0.2, 1).Slow(1, 30).Find());

        Assert.Equal(0, outlier.OnlyPeer);
        Assert.Equal((1, 1), (outlier.Bad, outlier.Measured));
    }

    [Fact]
    public void A_finding_says_by_how_much_on_how_many_and_how_sure_it_is()
    {
        var outlier = Assert.Single(new SimulatedCluster(4, "all-to-all", 0, 1).Slow(1, 10).Find());

        Assert.Equal(1e8, outlier.Value, 1e3);
        Assert.Equal(1e9, outlier.Reference, 1e3);
        Assert.Equal((6, 6), (outlier.Bad, outlier.Measured));
        Assert.Null(outlier.OnlyPeer);
        Assert.InRange(outlier.Confidence!.Value, 0.999, 1);
    }

    [Theory]
    [InlineData("ring")]
    [InlineData("all-to-all")]
    [InlineData("pairs")]
    public void Two_nodes_cannot_be_compared(string pattern) =>
        Assert.Empty(new SimulatedCluster(2, pattern, 0.35, 1).Slow((c, _) => c == 0, 100).Find());

    [Fact]
    public void Nodes_that_are_all_slow_alike_are_not_named() =>
        Assert.Empty(new SimulatedCluster(6, "all-to-all", 0.1, 1).Slow((_, _) => true, 100).Find());

    [Fact]
    public void A_source_that_is_slow_towards_all_is_not_told_from_a_slow_network() =>
        Assert.Empty(new SimulatedCluster(6, "one-to-all", 0.1, 1).Slow(0, 100).Find());

    [Fact]
    public void Two_nodes_on_one_machine_do_not_make_all_others_slow() =>
        Assert.Empty(new SimulatedCluster(8, "all-to-all", 0.1, 1).Slow((c, s) => !(c is 1 or 2 && s is 1 or 2), 20).Find());

    [Fact]
    public void Two_racks_with_a_slow_line_between_them_accuse_no_node() =>
        Assert.Empty(new SimulatedCluster(8, "all-to-all", 0.05, 1).Slow((c, s) => c < 4 != s < 4, 3).Find());

    [Fact]
    public void A_rate_of_0_is_bad_and_a_time_of_0_makes_no_other_bad()
    {
        var edges = new SimulatedCluster(5, "all-to-all", 0.1, 1).Edges();

        Assert.Equal(2, Assert.Single(OutlierSearch.Find(5, [.. edges.Select(e => e.Touches(2) ? e with { Value = 0 } : e)], higherIsBetter: true)).Suspect.Node);
        Assert.Empty(OutlierSearch.Find(5, [.. edges.Select((e, i) => i == 3 ? e with { Value = 0 } : e)], higherIsBetter: false));
    }

    [Fact]
    public void Repeats_that_scatter_widely_take_the_edge_off()
    {
        var edges = new SimulatedCluster(4, "ring", 0.1, 1).Slow(1, 8).Edges();

        Assert.Single(OutlierSearch.Find(4, edges, higherIsBetter: true));
        Assert.Empty(OutlierSearch.Find(4, edges, higherIsBetter: true, scatter: 1));
    }

    // What a busy machine does to edges that are all alike: two thirds within a factor of 1.4, the most distant ones of 32 nodes 8 times apart.
    [Theory]
    [InlineData(0.35)]
    [InlineData(0.2)]
    [InlineData(0.05)]
    public void Of_healthy_clusters_fewer_than_one_in_a_hundred_has_anybody_named(double sigma)
    {
        var (clusters, accused) = (0, 0);
        foreach (var pattern in SimulatedCluster.Patterns)
        {
            foreach (var nodes in new[] { 3, 4, 5, 6, 8, 12, 16, 32 })
            {
                for (var seed = 0; seed < (nodes > 12 ? 40 : 120); seed++)
                {
                    clusters++;
                    accused += new SimulatedCluster(nodes, pattern, sigma, (1000 * nodes) + seed).Find().Count > 0 ? 1 : 0;
                }
            }
        }

        Assert.True(accused < clusters / 100, $"{accused} of {clusters}");
    }

    // Laplace's distribution has the same deviation as the lognormal one at 0.35, and the worst of its edges lies five times off.
    [Theory]
    [InlineData("all-to-all", 16)]
    [InlineData("ring", 16)]
    public void Edges_that_trail_off_are_not_taken_for_bad_cables(string pattern, int nodes)
    {
        var accused = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var edges = new SimulatedCluster(nodes, pattern, 0, seed).Edges()
                .Select(e => e with { Value = e.Value * Math.Exp(0.35 / Math.Sqrt(2) * (random.Next(2) == 0 ? 1 : -1) * Math.Log(1 - random.NextDouble())) }).ToList();
            accused += OutlierSearch.Find(nodes, edges, higherIsBetter: true).Count > 0 ? 1 : 0;
        }

        Assert.True(accused < 200 * 0.04, $"{accused}");
    }

    [Fact]
    public void A_node_with_two_edges_that_are_three_times_slower_may_be_chance() => Assert.All(Enumerable.Range(1, 100), seed =>
    {
        Assert.Empty(new SimulatedCluster(4, "ring", 0.05, seed).Slow(1, 3).Find());
        Assert.Empty(new SimulatedCluster(8, "ring", 0.05, seed).Slow(1, 3).Slow(5, 3).Find());
    });

    [Theory]
    [InlineData(3, 0.1)]
    [InlineData(10, 0.3)]
    public void A_slow_node_of_all_to_all_is_found_in_more_than_99_of_100_clusters(double factor, double sigma)
    {
        var (clusters, found) = (0, 0);
        foreach (var nodes in new[] { 4, 5, 6, 8, 12, 16, 32 })
        {
            for (var seed = 0; seed < (nodes > 12 ? 40 : 200); seed++)
            {
                clusters++;
                found += new SimulatedCluster(nodes, "all-to-all", sigma, seed).Slow(seed % nodes, factor).Named() == $"{seed % nodes}" ? 1 : 0;
            }
        }

        Assert.True(found > 0.99 * clusters, $"{found} of {clusters}");
    }

    [Fact]
    public void Several_slow_nodes_of_a_large_cluster_are_found_among_a_million_edges()
    {
        // 1,000 nodes: linear in the edges, or this would take minutes.
        Assert.Equal("17 500", new SimulatedCluster(1000, "all-to-all", 0.2, 1).Slow(17, 4).Slow(500, 10).Named());
    }
}
