using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Reports;
using Bench.Workloads;
using Bench.Workloads.Pairs;

namespace Bench.Tests.Reports.Verdicts;

public class PairAnalyserTests
{
    private static RunSummary Of(SimulatedPairs pairs, string more = "")
    {
        var results = pairs.Results();
        return SummaryBuilder.Build(Judged.Input([Judged.Run(new WorkloadResult { Values = PairMetrics.Values(results), Pairs = results })], more));
    }

    [Fact]
    public void A_run_in_which_all_was_measured_together_is_valid_even_where_a_node_is_slow()
    {
        var summary = Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Slower = (c, s, _) => c == 1 || s == 1 ? 30 : 1 });

        Assert.Equal(Verdict.Valid, summary.Verdict);
        Assert.Empty(summary.Reasons);
        Assert.Equal(["node2"], Assert.Single(summary.Findings).Nodes);
        Assert.Equal("load", Assert.Single(summary.Points[0].Pairs).Workload);
    }

    [Fact]
    public void Pairs_that_failed_degrade_and_say_whose_they_are()
    {
        var summary = Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Fails = (c, s, _) => c == 2 || s == 2 ? (PairProblem.NodeSilent, "node3 does not answer since 10:12:33.") : null });

        Assert.Equal("pairs-failed:D", summary.Codes());
        Assert.Equal("6 of 12 measurements of 'load' failed: 6 pairs of node3 (node3 does not answer since 10:12:33).", summary.Reasons[0].Text);
    }

    [Fact]
    public void Without_any_value_the_run_is_invalid() =>
        Assert.Equal("zero-output:I", Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Fails = (_, _, _) => (PairProblem.ToolMissing, "No iperf3.") }).Codes());

    [Theory]
    [InlineData(1.0, "", "")]
    [InlineData(1.01, "", "start-skew:D")]
    [InlineData(1.9, "validity: {max-start-skew: 20%}", "")]
    public void A_round_whose_clients_start_too_far_apart_degrades(double skew, string more, string codes) =>
        Assert.Equal(codes, Of(new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Skew = round => round == 2 ? skew : 0 }, more).Codes());
}
