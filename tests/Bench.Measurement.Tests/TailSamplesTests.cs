namespace Bench.Measurement.Tests;

public class TailSamplesTests
{
    [Theory]
    [InlineData(90, 64)]
    [InlineData(99, 662)]
    [InlineData(99.9, 6636)]
    public void The_least_numbers_are_those_of_MLPerf(double percentile, long samples)
    {
        Assert.Equal(samples, TailSamples.MinimumFor(percentile));
        Assert.True(TailSamples.Suffice(samples, percentile));
        Assert.False(TailSamples.Suffice(samples - 1, percentile));
    }

    [Theory]
    [InlineData(90, 64)]
    [InlineData(99, 700)]
    [InlineData(99, 10_000)]
    public void The_tail_rank_is_that_of_the_binomial_law_summed_by_hand(double percentile, long samples)
    {
        var rank = TailSamples.TailRank(samples, percentile)!.Value;

        Assert.True(BinomialAtMost(rank, samples, 1 - percentile / 100) <= 0.01);
        Assert.True(BinomialAtMost(rank + 1, samples, 1 - percentile / 100) > 0.01);
    }

    [Fact]
    public void Too_few_samples_have_no_tail() => Assert.Null(TailSamples.TailRank(661, 99));

    [Fact]
    public void Many_samples_lose_almost_nothing()
    {
        // Of a hundred million, one million lie beyond p99; the rank gives up 2.33 standard deviations of it.
        Assert.Equal(1_000_000 - 2.326 * Math.Sqrt(990_000), TailSamples.TailRank(100_000_000, 99)!.Value, 10.0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(double.NaN)]
    public void A_percentile_without_a_tail_is_refused(double percentile) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TailSamples.MinimumFor(percentile));

    private static double BinomialAtMost(long most, long samples, double share)
    {
        var term = Math.Exp(samples * Math.Log(1 - share));
        var sum = term;
        for (var i = 1; i <= most; i++)
        {
            term *= (double)(samples - i + 1) / i * share / (1 - share);
            sum += term;
        }

        return sum;
    }
}
