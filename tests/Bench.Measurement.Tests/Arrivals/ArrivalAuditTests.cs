using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

public class ArrivalAuditTests
{
    private static readonly LawPlan Poisson = Plans.Of("exp", seconds: 20);

    [Theory]
    [InlineData("fixed", "exp")]
    [InlineData("exp", "fixed")]
    [InlineData("exp", "norm")]
    [InlineData("norm", "fixed")]
    [InlineData("uniform", "exp")]
    [InlineData("gamma", "uniform")]
    [InlineData("norm", "uniform")]
    public void Arrivals_of_one_law_fail_the_audit_of_another(string really, string asked)
    {
        var audit = Plans.Audit(Plans.Of(really, seconds: 20).Measured(), Plans.Of(asked, seconds: 20));

        Assert.False(audit.Passed);
        Assert.NotEmpty(audit.Failures!);
    }

    [Fact]
    public void Workers_that_repeat_each_others_gaps_fail_it()
    {
        // GuideLLM's workers draw from one seed: the union has a dispersion of the number of workers.
        var one = Plans.Of("exp", rate: 250, seconds: 20).Measured();
        var audit = Plans.Audit([.. one.SelectMany(t => new[] { t, t + 1e3, t + 2e3, t + 3e3 })], Poisson);

        Assert.False(audit.Passed);
        Assert.InRange(audit.DispersionIndex!.Value, 3, 5);
    }

    [Fact]
    public void A_flood_and_a_rate_a_little_off_fail_it()
    {
        Assert.False(Plans.Audit([.. Enumerable.Range(0, 20_000).Select(i => i * 100.0)], Plans.Of("fixed", seconds: 20)).Passed);
        Assert.False(Plans.Audit(Plans.Of("fixed", rate: 1005).Measured(), Plans.Of("fixed")).Passed);
        Assert.False(Plans.Audit(Plans.Of("norm", rate: 1050, seconds: 20).Measured(), Plans.Of("norm", seconds: 20)).Passed);
    }

    [Fact]
    public void A_law_that_is_rigged_in_its_generator_fails_it()
    {
        var rigged = Plans.Of(new Rigged(), seconds: 20);

        Assert.False(Plans.Audit(rigged.Measured(), rigged).Passed);
    }

    [Fact]
    public void A_client_that_sends_on_a_coarse_grid_fails_it_unless_that_is_its_pacing()
    {
        var due = Poisson.Measured();
        double[] late = [.. due.Select(t => Math.Ceiling(t / 4e6) * 4e6)];

        Assert.False(ArrivalAudit.Of(new ArrivalSample(due, late, late), Poisson).Passed);
        Assert.True(ArrivalAudit.Of(new ArrivalSample(due, late, late) { Resolution = 4e6 }, Poisson).Passed);
    }

    [Fact]
    public void A_single_halt_of_the_client_does_not_fail_it_and_a_steady_jitter_of_a_gap_does()
    {
        var plan = Plans.Of("fixed", seconds: 20);
        var due = plan.Measured();
        var random = new RandomSource(1);
        double[] halted = [.. due.Select(t => t is > 2e9 and < 2.2e9 ? 2.2e9 : t)];
        double[] jittered = [.. due.Select(t => t + random.NextUnit() * 2e6).Order()];

        Assert.True(ArrivalAudit.Of(new ArrivalSample(due, halted, halted), plan).Passed);
        Assert.False(ArrivalAudit.Of(new ArrivalSample(due, jittered, jittered), plan).Passed);
        Assert.Equal(0.01, ArrivalAudit.Of(new ArrivalSample(due, halted, halted), plan).Distance!.Value, 0.001);
    }

    [Fact]
    public void A_service_that_holds_up_the_sends_does_not_fail_it()
    {
        var due = Poisson.Measured();
        double[] sent = [.. due.Select(t => t is > 2e9 and < 6e9 ? 6e9 : t)];
        var audit = ArrivalAudit.Of(new ArrivalSample(due, due, sent), Poisson);

        Assert.True(audit.Passed);
        Assert.True(audit.KsDistance > 0.1);
        Assert.True(audit.Paced!.KsDistance < 0.02);
    }

    [Fact]
    public void Microseconds_of_lateness_pass_it()
    {
        var random = new RandomSource(3);
        var due = Poisson.Measured();
        double[] late = [.. due.Select(t => t + random.NextExponential() * 15_000)];

        Assert.True(ArrivalAudit.Of(new ArrivalSample(due, late, late), Poisson).Passed);
    }

    [Fact]
    public void Too_few_requests_tell_nothing()
    {
        var audit = Plans.Audit([1e6, 2e6, 3e6], Poisson);

        Assert.Null(audit.Passed);
        Assert.Null(audit.Failures);
        Assert.Null(Plans.Audit([1e6], Poisson).RateError);
        Assert.Null(Plans.Audit([], Poisson).GapCv);
    }

    [Fact]
    public void One_part_that_failed_fails_the_whole()
    {
        var good = Plans.Audit(Poisson.Measured(), Poisson);
        var bad = Plans.Audit(Plans.Of("fixed", seconds: 20).Measured(), Poisson);

        Assert.True(ArrivalAudit.Merge([good, good]).Passed);
        Assert.False(ArrivalAudit.Merge([good, bad]).Passed);
        Assert.Equal(bad.Failures, ArrivalAudit.Merge([good, bad]).Failures);
        Assert.Null(ArrivalAudit.Merge([new() { Gaps = 0 }, new() { Gaps = 0 }]).Passed);
        Assert.Equal(good.Gaps * 2, ArrivalAudit.Merge([good, good]).Planned!.Gaps);
    }

    private sealed class Rigged : ArrivalLaw
    {
        public override string Name => "exp";

        public override double Cv => 1;

        public override GapSource Gaps(long seed) => new UniformArrivals().Gaps(seed);

        public override double? GapShare(double gap, int every = 1) => new ExponentialArrivals().GapShare(gap, every);
    }
}
