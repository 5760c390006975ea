using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

public class ArrivalLawTests
{
    public static TheoryData<string> Laws => [.. ArrivalLaws.Names];

    private static double[] Draw(ArrivalLaw law, int count, long seed = 1)
    {
        var gaps = law.Gaps(seed);
        return [.. Enumerable.Range(0, count).Select(_ => gaps.Next())];
    }

    private static double Cv(double[] gaps) => Math.Sqrt(gaps.Average(g => g * g) - Math.Pow(gaps.Average(), 2)) / gaps.Average();

    [Theory]
    [InlineData("fixed", null, null, 0)]
    [InlineData("exp", null, null, 1)]
    [InlineData("norm", null, null, 0.25)]
    [InlineData("norm", 0.05, null, 0.05)]
    [InlineData("norm", 1.0, null, 0.8)]
    [InlineData("uniform", null, null, 0.5774)]
    [InlineData("gamma", null, null, 1)]
    [InlineData("gamma", null, 0.25, 2)]
    [InlineData("gamma", null, 4.0, 0.5)]
    [InlineData("gamma", null, 100.0, 0.1)]
    public void Gaps_have_the_mean_1_and_the_spread_of_their_law(string name, double? sigma, double? burstiness, double cv)
    {
        var law = ArrivalLaws.Find(name, sigma, burstiness)!;
        var gaps = Draw(law, 400_000);

        // Four standard deviations of a mean of so many.
        Assert.Equal(1, gaps.Average(), 0.0001 + 4 * cv / Math.Sqrt(gaps.Length));
        Assert.Equal(cv, law.Cv, 0.001);
        Assert.Equal(cv, Cv(gaps), 0.0001 + cv * 0.02);
        Assert.All(gaps, g => Assert.True(g >= 0));
    }

    [Theory]
    [InlineData("exp", null, null)]
    [InlineData("norm", null, null)]
    [InlineData("norm", 1.0, null)]
    [InlineData("uniform", null, null)]
    [InlineData("gamma", null, 0.25)]
    [InlineData("gamma", null, 3.0)]
    [InlineData("gamma", null, 400.0)]
    public void Gaps_pass_the_Kolmogorov_Smirnov_test_of_their_own_law(string name, double? sigma, double? burstiness)
    {
        var law = ArrivalLaws.Find(name, sigma, burstiness)!;
        var plan = Plans.Of(law, seconds: 50);

        // 1.95 / √n is the critical value at 0.1 %.
        Assert.InRange(Plans.Audit(plan.Measured(), plan).KsDistance!.Value, 0, 1.95 / Math.Sqrt(50_000));
    }

    [Theory]
    [InlineData("exp", 2)]
    [InlineData("exp", 7)]
    [InlineData("exp", 500)]
    [InlineData("norm", 3)]
    [InlineData("gamma", 5)]
    public void Gaps_of_a_part_pass_the_test_of_the_law_that_parts_have(string name, int parts)
    {
        const int Count = 5000;
        var law = ArrivalLaws.Find(name)!;
        var plan = Plans.Of(law, seconds: Count * parts / 1000.0);
        var schedule = ArrivalSchedule.Of(plan.Begin(), parts, parts, 0, 1);
        var audit = Plans.Audit([.. Enumerable.Range(0, Count).Select(_ => schedule.Next())], plan, parts);

        Assert.InRange(audit.KsDistance!.Value, 0, 1.95 / Math.Sqrt(Count));
        Assert.InRange(audit.RateError!.Value, -0.05, 0.05);
        Assert.Equal(law.Cv / Math.Sqrt(parts), audit.GapCv!.Value, 0.05);
        Assert.True(audit.Passed);
    }

    [Fact]
    public void Gaps_of_a_part_of_a_law_with_much_clipping_have_no_test() => Assert.Null(new NormalArrivals(1).GapShare(1, 2));

    [Theory]
    [InlineData(0.5, 0.25, 0.520500)]
    [InlineData(0.5, 3, 0.985694)]
    [InlineData(3, 1, 0.080301)]
    [InlineData(3, 6, 0.938031)]
    [InlineData(100, 100, 0.513299)]
    public void The_gamma_laws_distribution_has_its_known_values(double shape, double x, double share) =>
        Assert.Equal(share, new GammaArrivals(shape).GapShare(x / shape)!.Value, 1e-6);

    [Fact]
    public void A_gamma_law_of_burstiness_1_is_the_exponential_one() =>
        Assert.All([0.01, 0.5, 1, 3, 20], gap => Assert.Equal(new ExponentialArrivals().GapShare(gap)!.Value, new GammaArrivals(1).GapShare(gap)!.Value, 1e-12));

    [Fact]
    public void A_wide_normal_law_is_clipped_and_keeps_its_mean()
    {
        var plan = Plans.Of(new NormalArrivals(1), seconds: 200, seed: 7);
        var stream = plan.Begin();
        var last = 0.0;
        for (var i = 0; i < 200_000; i++)
        {
            var next = stream.Next();
            Assert.True(next >= last);
            last = next;
        }

        // Φ(−1) of the gaps lie below 0.
        Assert.Equal(0.1587, (double)stream.Clipped / stream.Drawn, 0.005);
        Assert.Equal(200e9, last, 0.01e9);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_same_seed_gives_the_same_times(string name) =>
        Assert.Equal(Plans.Of(name, seconds: 1, seed: 5).Measured(), Plans.Of(name, seconds: 1, seed: 5).Measured());

    [Theory]
    [InlineData("exp")]
    [InlineData("norm")]
    [InlineData("uniform")]
    [InlineData("gamma")]
    public void Another_seed_gives_other_times(string name) =>
        Assert.NotEqual(Plans.Of(name, seconds: 1, seed: 5).Measured(), Plans.Of(name, seconds: 1, seed: 6).Measured());

    [Fact]
    public void The_generator_gives_its_published_numbers()
    {
        // SplitMix64 of seed 1234567 begins with 6457827717110365317 (https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64),
        // and xoshiro256**'s first output is rotl(s1 · 5, 7) · 9 of the second number.
        var second = 3203168211198807973UL;

        Assert.Equal(System.Numerics.BitOperations.RotateLeft(second * 5, 7) * 9, new RandomSource(1234567).NextBits());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_rate_of_nothing_is_refused(double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => RateProfile.Constant(rate));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void A_burstiness_of_nothing_is_refused(double burstiness) => Assert.Throws<ArgumentOutOfRangeException>(() => new GammaArrivals(burstiness));
}
