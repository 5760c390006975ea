using Bench.Diagnostics;
using Bench.Reports;
using Bench.Tests.Plans;
using static Bench.Tests.Reports.Verdicts.Judged;

namespace Bench.Tests.Reports.Verdicts;

public class AnalyserTests
{
    private static RunSummary Build(SummaryInput input) => SummaryBuilder.Build(input);

    [Fact]
    public void A_good_run_is_valid_without_a_word()
    {
        var summary = Of();

        Assert.Equal(Verdict.Valid, summary.Verdict);
        Assert.Empty(summary.Reasons);
    }

    // Each metric below, at and above each of its thresholds; V, D, I are what the reason makes of the run.
    [Theory]
    [InlineData("rate/achieved", 101, "")]
    [InlineData("rate/achieved", 99, "")]
    [InlineData("rate/achieved", 98.9, "rate-not-delivered:D")]
    [InlineData("rate/achieved", 95, "rate-not-delivered:D")]
    [InlineData("rate/achieved", 94.9, "rate-not-delivered:I")]
    [InlineData("errors", 1, "")]
    [InlineData("errors", 2, "errors:D")]
    [InlineData("errors", 10, "errors:D")]
    [InlineData("errors", 11, "errors:I")]
    [InlineData("throughput", 0.001, "")]
    [InlineData("throughput", 0, "zero-output:I")]
    [InlineData("empty-bodies", 1, "empty-answers:D")]
    [InlineData("client-lag/p99", 0.002, "")]
    [InlineData("client-lag/p99", 0.0021, "send-lag:D")]
    [InlineData("client-lag/p99", 0.02, "send-lag:D")]
    [InlineData("client-lag/p99", 0.0201, "send-lag:I")]
    [InlineData("arrivals/failed", 1, "arrival-audit:D")]
    [InlineData("arrivals/distance", 0.15, "")]
    [InlineData("arrivals/distance", 0.16, "arrival-audit:D")]
    [InlineData("client/busy-share", 0.9, "")]
    [InlineData("client/busy-share", 0.91, "client-saturated:D")]
    [InlineData("client/steal-share", 0.05, "")]
    [InlineData("client/steal-share", 0.06, "cpu-stolen:D")]
    [InlineData("requests", 662, "")]
    [InlineData("requests", 661, "too-few-samples:D")]
    [InlineData("latency/p99", 0.006, "")]
    [InlineData("latency/p99", 0.0071, "stall-seen:V")]
    [InlineData("latency-uncorrected/p99", 0.0001, "")]
    public void A_threshold_is_passed_only_beyond_it(string metric, double value, string reasons) => Assert.Equal(reasons, Of((metric, value)).Codes());

    [Fact]
    public void A_reason_says_its_numbers_and_its_point()
    {
        var reason = Assert.Single(Of(("errors", 11)).Reasons);

        Assert.Equal("p1", reason.Point);
        Assert.Contains("11 of 1000", reason.Text, StringComparison.Ordinal);
        Assert.Contains("'load'", reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stall_is_a_remark_that_leaves_the_run_valid() => Assert.Equal(Verdict.Valid, Of(("latency/p99", 2)).Verdict);

    [Theory]
    [InlineData("errors", 2, Verdict.Degraded)]
    [InlineData("errors", 11, Verdict.Invalid)]
    public void The_worst_reason_makes_the_verdict_and_comes_first(string metric, double value, Verdict verdict)
    {
        var summary = Of((metric, value), ("latency/p99", 2), ("client/busy-share", 1));

        Assert.Equal(verdict, summary.Verdict);
        Assert.Equal(summary.Reasons.Select(r => r.Verdict).OrderDescending(), summary.Reasons.Select(r => r.Verdict));
        Assert.Equal("stall-seen", summary.Reasons[^1].Code);
    }

    [Fact]
    public void The_chance_of_the_arrival_law_is_not_taken_for_a_rate_that_was_not_delivered() =>
        Assert.Equal("", Of(("rate/scheduled", 90), ("rate/achieved", 90)).Codes());

    [Fact]
    public void The_thresholds_are_the_recipes()
    {
        var input = Input([Run(Result(("rate/achieved", 80), ("errors", 500), ("client-lag/p99", 0.05), ("client/busy-share", 0.99), ("requests", 1000)))], """
            validity: {min-rate: 80%, max-errors: 50%, max-send-lag: 50ms, percentile: 99.9, max-client-cpu: 99%}
            """);

        Assert.Equal(["errors", "rate-not-delivered", "too-few-samples"], Build(input).Reasons.Select(r => r.Code).Order());
        Assert.Equal(Verdict.Degraded, Build(input).Verdict);
    }

    [Theory]
    [InlineData("", "", 0.0009, "")]
    [InlineData("", "", 0.0011, "send-lag:D")]
    [InlineData("", "validity: {max-send-lag-share: 2000%}", 0.0019, "")]
    [InlineData("", "validity: {max-send-lag-share: 50%}", 0.00006, "send-lag:D")]
    [InlineData(", pacing: burst", "", 0.0011, "")]
    public void Lateness_is_also_held_against_the_interval_between_requests(string workload, string more, double lag, string reasons)
    {
        // 10,000 requests per second are one every 0.1 ms.
        var run = Run(Result(("rate/requested", 10_000), ("rate/scheduled", 10_000), ("rate/achieved", 10_000), ("client-lag/p99", lag)));
        var yaml = $$"""
            name: hello
            service: {kind: http, port: auto}
            workloads:
              load: {kind: http, rate: 10k/s, duration: 10s{{workload}}}
            {{more}}
            """;

        Assert.Equal(reasons, Build(Input([run]) with { Plan = Planning.Plan(yaml) }).Codes());
    }

    [Theory]
    [InlineData(10, "")]
    [InlineData(11, "empty-answers:D")]
    public void Answers_without_content_may_be_allowed(double empty, string reasons) =>
        Assert.Equal(reasons, Build(Input([Run(Result(("empty-bodies", empty)))], "validity: {max-empty: 1%}")).Codes());

    [Fact]
    public void The_distance_of_the_arrivals_is_the_recipes()
    {
        var input = Input([Run(Result(("arrivals/distance", 0.05)))], "validity: {max-arrival-distance: 4%}");

        Assert.Equal("arrival-audit:D", Build(input).Codes());
        Assert.Contains("5.0 % away", Build(input).Reasons[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_that_failed_says_what_of_it_with_its_numbers()
    {
        var failing = Result(("arrivals/failed", 1)) with { ArrivalFailures = ["the sends' rate error is 0.2 where 0 ± 0.01 belongs"] };
        var reason = Assert.Single(Build(Input([Run(failing), Run(failing, 2)], "repeat: 2")).Reasons);

        Assert.Equal("The arrivals of 'load' were not those that were asked for: the sends' rate error is 0.2 where 0 ± 0.01 belongs.", reason.Text);
    }

    [Fact]
    public void One_bad_repeat_does_not_hide_in_the_median()
    {
        var summary = Build(Input([Run(Result()), Run(Result(("errors", 500)), 2), Run(Result(), 3)], "repeat: 3"));

        Assert.Equal(0, summary.Points[0].Metrics["load/errors"].Value);
        Assert.Equal("errors:I", summary.Codes());
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "service-restarted:D")]
    public void A_service_that_was_started_again_degrades(int starts, string reasons) =>
        Assert.Equal(reasons, Build(Input([Run(Result())]) with { Restarts = new Dictionary<string, int> { ["hello"] = starts } }).Codes());

    [Fact]
    public void A_run_that_is_not_complete_is_invalid_and_says_how_much_there_is()
    {
        var summary = Build(Input([Run(Result())], "repeat: 3") with { Complete = false, Stopped = "Cancelled by SIGINT." });

        Assert.Equal("incomplete:I", summary.Codes());
        Assert.Equal("1 of 3 measurements were made in full. Cancelled by SIGINT.", summary.Reasons[0].Text);
        Assert.False(summary.Complete);
    }

    [Fact]
    public void A_workload_that_failed_is_invalid() =>
        Assert.Equal("workload-failed:I", Build(Input([Run(Result(), problem: "exit status 1")])).Codes());

    [Fact]
    public void A_workload_that_left_nothing_is_invalid_and_makes_no_point()
    {
        var summary = Build(Input([Run(null, problem: "exit status 1")]));

        Assert.Equal("workload-failed:I", summary.Codes());
        Assert.Empty(summary.Points);
    }

    [Fact]
    public void Output_that_cannot_be_read_is_invalid() => Assert.Equal("result-unreadable:I", Build(Input([Run(Result() with
    {
        Problems = [new Diagnostic("BENCH5004", null, "Metric 'load/x' was not found.", "")],
    })])).Codes());

    [Fact]
    public void A_workload_that_was_interrupted_is_invalid() =>
        Assert.Equal("interrupted:I", Build(Input([Run(Result() with { Interrupted = true })])).Codes());

    [Fact]
    public void With_several_points_a_reason_names_its_own()
    {
        var summary = Build(Input([Run(Result()), Run(Result(("errors", 11)), point: "p2")], "sweep: {workloads.load.connections: [1, 2]}"));
        var reason = Assert.Single(summary.Reasons);

        Assert.Equal("p2", reason.Point);
        Assert.Contains("at p2", reason.Text, StringComparison.Ordinal);
    }
}
