using Bench.Measurement;
using Bench.Reports;
using Bench.Tests.Workloads;

namespace Bench.Tests.Reports;

public class PercentileCurveTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void A_tiny_sample_supports_no_percentile(long samples) => Assert.Equal(0, PercentileCurve.TrustedTo(samples));

    [Theory]
    [InlineData(661, 99, false)]
    [InlineData(662, 99, true)]
    [InlineData(63, 90, false)]
    [InlineData(64, 90, true)]
    [InlineData(6635, 99.9, false)]
    [InlineData(6636, 99.9, true)]
    public void A_percentile_is_trusted_from_the_sample_on_that_its_rule_asks_for(long samples, double percentile, bool trusted) =>
        Assert.Equal(trusted, PercentileCurve.TrustedTo(samples) >= percentile);

    [Fact]
    public void More_samples_never_support_less()
    {
        var trusted = Enumerable.Range(0, 60).Select(i => PercentileCurve.TrustedTo((long)Math.Pow(1.4, i))).ToList();

        Assert.Equal(trusted.Order(), trusted);
        Assert.All(trusted, p => Assert.InRange(p, 0, 100));
    }

    [Fact]
    public void What_is_trusted_agrees_with_the_rule_of_samples() =>
        Assert.All([50.5, 75, 95, 99.99], p => Assert.True(PercentileCurve.TrustedTo(TailSamples.MinimumFor(p)) >= p - 1e-6));

    [Fact]
    public void A_curve_rises_from_the_smallest_value_to_the_largest()
    {
        var curve = PercentileCurve.Of(HttpLoads.Histogram([.. Enumerable.Range(1, 1000).Select(i => i * 1_000_000L)]));

        Assert.Equal((0, 0.001), (curve[0].Percentile, Math.Round(curve[0].Value, 9)));
        Assert.Equal(1.0, curve[^1].Value, 3);
        Assert.Equal(curve.Select(c => c.Percentile).Order().Distinct(), curve.Select(c => c.Percentile));
        Assert.Equal(curve.Select(c => c.Value).Order(), curve.Select(c => c.Value));
        Assert.True(curve[^1].Percentile < 100);
    }

    [Fact]
    public void Nothing_has_no_curve() => Assert.Empty(PercentileCurve.Of(HttpLoads.Histogram()));
}
