using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Reports;
using Bench.Reports.Pairs;

namespace Bench.Tests.Reports.Pairs;

public class PairFindingTests
{
    private static IReadOnlyList<PairFinding> Of(params SimulatedPairs[] repeats) =>
        PairSummaries.Of("p1", "net", [.. repeats.Select((r, i) => (i + 1, r.Results()))]).Findings;

    [Fact]
    public void A_slow_node_is_told_with_all_figures_in_one_sentence()
    {
        var finding = Assert.Single(Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Sigma = 0, Slower = (c, s, _) => c == 1 || s == 1 ? 30 : 1 }));

        Assert.Equal("node2 is slow: throughput 95.0 Mbit/s, 3.3 % of the others' 2.85 Gbit/s, on all 6 of its 6 pairs; confidence above 99.99 %.", finding.Text);
        Assert.Equal((PairFindingKind.Node, PairFindingCause.Slow), (finding.Kind, finding.Cause));
        Assert.Equal(["node2"], finding.Nodes);
        Assert.Equal(1.0 / 30, finding.Ratio!.Value, 1e-9);
        Assert.Equal((6, 6), (finding.Pairs, finding.Of));
    }

    [Fact]
    public void Of_times_it_says_how_many_times_longer() => Assert.StartsWith(
        "node3 is slow: rtt 20.0 ms, 400 times the others' 50.0 µs, on all 2 of its 2 pairs",
        Assert.Single(Of(new SimulatedPairs(PatternKind.Ring, 4, 1)
        {
            Metrics = [new("rtt", "s", false, "ping.rtt/1", "")],
            Sigma = 0,
            Typical = 50e-6,
            Slower = (c, s, _) => c == 2 || s == 2 ? 400 : 1,
        })).Text,
        StringComparison.Ordinal);

    [Fact]
    public void A_node_with_one_link_shares_the_blame_with_it() => Assert.StartsWith(
        "node2, or its link to node1, the only one measured, is slow: ",
        Assert.Single(Of(new SimulatedPairs(PatternKind.OneToAll, 4, 1) { Slower = (_, s, _) => s == 1 ? 30 : 1 })).Text,
        StringComparison.Ordinal);

    [Fact]
    public void Two_nodes_with_no_other_pair_share_it_with_the_way_between_them() => Assert.StartsWith(
        "node3 or node4, or the way between them, is slow: ",
        Assert.Single(Of(new SimulatedPairs(PatternKind.Pairs, 8, 1) { Slower = (c, _, _) => c == 2 ? 30 : 1 })).Text,
        StringComparison.Ordinal);

    [Fact]
    public void A_role_and_a_direction_are_told()
    {
        var role = Assert.Single(Of(new SimulatedPairs(PatternKind.AllToAll, 6, 1) { Slower = (c, _, _) => c == 2 ? 10 : 1 }));
        var edge = Assert.Single(Of(new SimulatedPairs(PatternKind.AllToAll, 6, 1) { Slower = (c, s, _) => (c, s) == (2, 3) ? 30 : 1 }));

        Assert.StartsWith("node3 is slow as client: ", role.Text, StringComparison.Ordinal);
        Assert.Contains("on all 5 of its 5 pairs as client;", role.Text, StringComparison.Ordinal);
        Assert.Equal("client", role.Role);
        Assert.StartsWith("the way from node3 to node4 is slow: ", edge.Text, StringComparison.Ordinal);
        Assert.Equal((PairFindingKind.Edge, 1), (edge.Kind, edge.Of));
    }

    [Fact]
    public void A_slow_interface_is_told_with_its_name_and_a_node_that_is_slow_on_all_once()
    {
        var one = Assert.Single(Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Nics = ["eth0", "ib0"], Slower = (c, s, nic) => nic == "ib0" && (c == 1 || s == 1) ? 30 : 1 }));
        var all = Assert.Single(Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Nics = ["eth0", "ib0"], Slower = (c, s, _) => c == 1 || s == 1 ? 30 : 1 }));

        Assert.Equal((PairFindingKind.Nic, "ib0"), (one.Kind, one.Nic));
        Assert.StartsWith("node2 is slow on ib0: ", one.Text, StringComparison.Ordinal);
        Assert.Equal((PairFindingKind.Node, null, 12), (all.Kind, all.Nic, all.Of));
        Assert.StartsWith("node2 is slow on all interfaces: ", all.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.02, false)]
    [InlineData(0, false)]
    public void Loss_is_told_where_chance_does_not_explain_it(double loss, bool told)
    {
        var findings = Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1)
        {
            Tool = "ping",
            Metrics = [new("rtt", "s", false, "ping.rtt/1", ""), new("loss", "1", false, "ping.loss/1", "")],
            Typical = 50e-6,
            // 50 packets to each pair: one of them is 2 %.
            Other = (c, s, _) => (c, s) == (1, 2) ? loss : 0,
        });

        Assert.Equal(told ? ["the way from node2 to node3 loses packets: 20.0 % of them, the others 0 %, on 1 pair; confidence above 99.99 %."] : [], findings.Select(f => f.Text));
    }

    [Fact]
    public void A_node_that_loses_a_little_everywhere_is_named() => Assert.Equal(
        ["node2"],
        Of(new SimulatedPairs(PatternKind.AllToAll, 5, 1)
        {
            Tool = "ping",
            Metrics = [new("rtt", "s", false, "ping.rtt/1", ""), new("loss", "1", false, "ping.loss/1", "")],
            Other = (c, s, _) => c == 1 || s == 1 ? 0.06 : 0,
        }).SelectMany(f => f.Nodes));

    [Fact]
    public void What_is_lost_everywhere_alike_is_nobodys_doing() => Assert.Empty(Of(new SimulatedPairs(PatternKind.AllToAll, 5, 1)
    {
        Metrics = [new("throughput", "bit/s", true, "iperf3.throughput/1", ""), new("loss", "1", false, "iperf3.loss/1", "")],
        Other = (c, s, _) => 0.1 + (0.01 * c),
    }));

    [Fact]
    public void A_silent_node_takes_its_failed_pairs_with_it_also_where_it_froze_in_the_middle()
    {
        var finding = Assert.Single(Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1)
        {
            Fails = (c, s, round) => round > 1 && (c == 2 || s == 2) ? (PairProblem.NodeSilent, "node3 does not answer since 10:12:33.") : null,
        }));

        Assert.Equal("Not measured: 4 pairs of node3 (node3 does not answer since 10:12:33).", finding.Text);
        Assert.Equal(PairFindingCause.Unmeasured, finding.Cause);
        Assert.Null(finding.Confidence);
    }

    [Fact]
    public void A_reason_acquits_the_node_that_it_does_not_name()
    {
        // The name of node1 is in that of node10, and must not be read there.
        var findings = Of(new SimulatedPairs(PatternKind.AllToAll, 10, 1) { Fails = (c, s, _) => s == 9 ? (PairProblem.ToolMissing, "iperf3 is not installed on node10.") : null });

        Assert.Equal(["Not measured: 9 pairs of node10 (iperf3 is not installed on node10)."], findings.Select(f => f.Text));
    }

    [Fact]
    public void A_pair_whose_reason_names_both_ends_is_a_pairs_affair() => Assert.Equal(
        "Not measured: 1 pair of node1>node2 (node1 cannot connect to node2).",
        Assert.Single(Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Fails = (c, s, _) => (c, s) == (0, 1) ? (PairProblem.Unreachable, "node1 cannot connect to node2.") : null })).Text);

    [Fact]
    public void Findings_and_matrices_come_back_from_the_file()
    {
        var summary = PairSamples.TwoInterfaces().Summary;

        var json = SummaryFile.ToJson(summary);
        var again = SummaryFile.FromJson(json);

        Assert.Equal(summary.Findings.Select(f => (f.Kind, f.Cause, f.Text, f.Better, f.Nic)), again.Findings.Select(f => (f.Kind, f.Cause, f.Text, f.Better, f.Nic)));
        Assert.Equal(summary.Points[0].Pairs[0].Failures.Select(f => (f.Problem, f.Node, f.Count)), again.Points[0].Pairs[0].Failures.Select(f => (f.Problem, f.Node, f.Count)));
        var (before, after) = (summary.Points[0].Pairs[0].Matrices[1], again.Points[0].Pairs[0].Matrices[1]);
        Assert.Equal(before.Nic, after.Nic);
        Assert.Equal(before.Values![3][5]!.Value, after.Values![3][5]!.Value, before.Values[3][5]!.Value * 1e-5);
        Assert.Null(after.Values[4][4]);
        Assert.Equal(json, SummaryFile.ToJson(again));
        Assert.Contains("\"cause\": \"slow\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_of_many_nodes_stays_small()
    {
        var input = PairSamples.Many();

        Assert.All(input.Summary.Points[0].Pairs[0].Matrices, m => Assert.Null(m.Values));
        Assert.True(SummaryFile.ToJson(input.Summary).Length < 100_000);
    }
}
