using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

public class ArrivalLawTests
{
    private const double Rate = 1000;

    public static TheoryData<string> Laws => [.. ArrivalLaws.Names];

    private static double[] Times(ArrivalLaw law, int count, long seed = 1, double rate = Rate)
    {
        var stream = law.Plan(rate, seed);
        return [.. Enumerable.Range(0, count).Select(_ => stream.Next())];
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Every_law_keeps_the_rate_asked_for(string name)
    {
        var times = Times(ArrivalLaws.Find(name)!, 200_000);

        Assert.Equal(1e9 / Rate, (times[^1] - times[0]) / (times.Length - 1), 1e9 / Rate * 0.01);
    }

    [Theory]
    [InlineData("fixed", 0)]
    [InlineData("exp", 1)]
    [InlineData("norm", 0.25)]
    public void Every_law_has_its_spread(string name, double cv)
    {
        var audit = ArrivalAudit.Of(Times(ArrivalLaws.Find(name)!, 100_000), ArrivalLaws.Find(name)!, Rate);

        Assert.Equal(cv, audit.GapCv!.Value, 0.01);
        Assert.Equal(0, audit.RateError!.Value, 0.01);
        // For independent gaps the dispersion tends to the squared coefficient of variation; ten gaps a window leave an edge effect.
        Assert.InRange(audit.DispersionIndex!.Value, cv * cv * 0.9 - 0.02, cv * cv * 1.1 + 0.03);
    }

    [Theory]
    [InlineData("exp", null)]
    [InlineData("norm", null)]
    [InlineData("norm", 1.0)]
    public void Gaps_pass_the_Kolmogorov_Smirnov_test_of_their_own_law(string name, double? sigma)
    {
        var law = ArrivalLaws.Find(name, sigma)!;
        var audit = ArrivalAudit.Of(Times(law, 50_000), law, Rate);

        // 1.95 / √n is the critical value at 0.1 %.
        Assert.InRange(audit.KsDistance!.Value, 0, 1.95 / Math.Sqrt(50_000));
    }

    [Theory]
    [InlineData("exp", 2)]
    [InlineData("exp", 7)]
    [InlineData("exp", 500)]
    [InlineData("norm", 3)]
    public void Gaps_of_a_part_pass_the_test_of_the_law_that_parts_have(string name, int parts)
    {
        const int Count = 5000;
        var law = ArrivalLaws.Find(name)!;
        var schedule = ArrivalSchedule.Of(law.Plan(Rate, 1), parts, parts, 0, 1);
        var audit = ArrivalAudit.Of([.. Enumerable.Range(0, Count).Select(_ => schedule.Next())], law, Rate, every: parts);

        Assert.InRange(audit.KsDistance!.Value, 0, 1.95 / Math.Sqrt(Count));
        Assert.InRange(audit.RateError!.Value, -0.05, 0.05);
        Assert.Equal((name == "exp" ? 1 : 0.25) / Math.Sqrt(parts), audit.GapCv!.Value, 0.05);
    }

    [Fact]
    public void Gaps_of_a_part_of_a_law_with_much_clipping_have_no_test() => Assert.Null(new NormalArrivals(1).GapShare(1e6, Rate, 2));

    [Fact]
    public void Gaps_of_one_law_fail_the_test_of_another()
    {
        var audit = ArrivalAudit.Of(Times(new FixedArrivals(), 1000), new ExponentialArrivals(), Rate);

        Assert.True(audit.KsDistance > 0.5);
    }

    [Fact]
    public void A_wide_normal_law_is_clipped_and_keeps_its_mean()
    {
        var stream = new NormalArrivals(1).Plan(Rate, 7);
        var last = 0.0;
        for (var i = 0; i < 200_000; i++)
        {
            var next = stream.Next();
            Assert.True(next >= last);
            last = next;
        }

        // Φ(−1) of the gaps lie below 0.
        Assert.Equal(0.1587, (double)stream.Clipped / stream.Drawn, 0.005);
        Assert.Equal(1e9 / Rate, last / stream.Drawn, 1e9 / Rate * 0.01);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_same_seed_gives_the_same_times(string name) =>
        Assert.Equal(Times(ArrivalLaws.Find(name)!, 100, seed: 5), Times(ArrivalLaws.Find(name)!, 100, seed: 5));

    [Theory]
    [InlineData("exp")]
    [InlineData("norm")]
    public void Another_seed_gives_other_times(string name) =>
        Assert.NotEqual(Times(ArrivalLaws.Find(name)!, 100, seed: 5), Times(ArrivalLaws.Find(name)!, 100, seed: 6));

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
    public void A_rate_of_nothing_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedArrivals().Plan(rate, 1));
}
