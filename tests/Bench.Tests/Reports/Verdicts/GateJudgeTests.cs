using Bench.Reports;
using static Bench.Tests.Reports.Verdicts.Judged;

namespace Bench.Tests.Reports.Verdicts;

public class GateJudgeTests
{
    private static GateResult Gate(string gate, (string Metric, double Value)[] now, RunSummary? baseline = null) =>
        Assert.Single(SummaryBuilder.Build(Input([Run(Result(now))], $"gates: [{gate}]") with { Baseline = baseline }).Gates);

    [Theory]
    [InlineData("{metric: load/throughput, min: 100}", 100, true)]
    [InlineData("{metric: load/throughput, min: 100}", 99.9, false)]
    [InlineData("{metric: load/throughput, max: 100}", 100, true)]
    [InlineData("{metric: load/throughput, max: 100}", 100.1, false)]
    public void A_limit_is_kept_at_the_limit_itself(string gate, double value, bool passed) =>
        Assert.Equal(passed, Gate(gate, [("throughput", value)]).Passed);

    [Theory]
    [InlineData(95, true)]
    [InlineData(94.9, false)]
    [InlineData(200, true)]
    public void Where_higher_is_better_worse_is_less(double value, bool passed) =>
        Assert.Equal(passed, Gate("{metric: load/throughput, worse-by: 5%}", [("throughput", value)], Of()).Passed);

    [Theory]
    [InlineData(0.0025, true)]
    [InlineData(0.00251, false)]
    [InlineData(0.0001, true)]
    public void Where_lower_is_better_worse_is_more(double value, bool passed) =>
        Assert.Equal(passed, Gate("{metric: load/latency/p99, worse-by: 25%}", [("latency/p99", value)], Of()).Passed);

    [Fact]
    public void The_gates_own_direction_wins_over_the_metrics() =>
        Assert.False(Gate("{metric: load/throughput, better: lower, worse-by: 5%}", [("throughput", 110)], Of()).Passed);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Against_a_baseline_of_zero_anything_worse_fails(double errors, bool passed) =>
        Assert.Equal(passed, Gate("{metric: load/errors, worse-by: 5%}", [("errors", errors)], Of()).Passed);

    [Fact]
    public void A_comparison_says_both_values_and_the_run()
    {
        var text = Gate("{metric: load/throughput, worse-by: 5%}", [("throughput", 90)], Of()).Text;

        Assert.Contains("10.0% worse", text.Replace(" %", "%", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("20261122-151233-hello-4f2a", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_baseline_a_comparison_is_neither_passed_nor_failed()
    {
        var result = Gate("{metric: load/throughput, worse-by: 5%}", []);

        Assert.Null(result.Passed);
        Assert.Contains("no VALID run", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_that_was_not_measured_is_neither_passed_nor_failed() =>
        Assert.Null(Gate("{metric: load/latency/p50, max: 1}", []).Passed);

    [Fact]
    public void Points_are_compared_by_what_was_set_not_by_their_number()
    {
        const string Gates = "gates: [{metric: load/throughput, worse-by: 5%}]\n";
        var baseline = SummaryBuilder.Build(Input(
            [Run(Result(("throughput", 1)), point: "p1"), Run(Result(("throughput", 100)), point: "p2")], "sweep: {workloads.load.connections: [1, 2]}"));
        var now = SummaryBuilder.Build(Input(
            [Run(Result(("throughput", 50)), point: "p1"), Run(Result(("throughput", 50)), point: "p2")],
            Gates + "sweep: {workloads.load.connections: [2, 3]}") with
        { Baseline = baseline });

        Assert.Equal([false, null], now.Gates.Select(g => g.Passed));
    }

    [Fact]
    public void A_failed_gate_does_not_touch_the_verdict() =>
        Assert.Equal(Verdict.Valid, SummaryBuilder.Build(Input([Run(Result())], "gates: [{metric: load/throughput, min: 1000}]")).Verdict);
}
