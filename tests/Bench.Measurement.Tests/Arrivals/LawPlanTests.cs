using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

public class LawPlanTests
{
    public static TheoryData<string, double> RatesOfEveryLaw()
    {
        var data = new TheoryData<string, double>();
        foreach (var law in ArrivalLaws.Names)
        {
            foreach (var rate in (double[])[1, 7, 1000, 10_000, 30_000])
            {
                data.Add(law, rate);
            }
        }

        return data;
    }

    public static TheoryData<string> Laws => [.. ArrivalLaws.Names];

    [Theory]
    [MemberData(nameof(RatesOfEveryLaw))]
    public void The_measurement_has_the_requests_that_were_asked_for(string law, double rate)
    {
        var plan = Plans.Of(law, rate, seconds: 20, warmup: 3, seed: 11);
        var times = Plans.Until(plan.Begin().Next, 23e9);

        Assert.Equal(rate * 20, times.Count(t => t >= 3e9), rate * 20 * 0.001);
        Assert.Equal(rate * 3, times.Count(t => t < 3e9), rate * 3 * 0.001);
        Assert.Equal(times.Order(), times);
    }

    [Theory]
    [InlineData(0.1, 30)]
    [InlineData(0.3, 10)]
    [InlineData(1.0 / 3, 30)]
    [InlineData(1.0 / 7, 70)]
    [InlineData(999.9, 10)]
    [InlineData(12_345.6, 10)]
    public void Odd_rates_lose_no_remainder(double rate, double seconds) =>
        Assert.All(ArrivalLaws.Names, law => Assert.Equal(Math.Round(rate * seconds), Plans.Of(law, rate, seconds).Measured().Length));

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_audit_of_a_plan_that_is_kept_passes(string law)
    {
        Assert.All([1L, 2, 3, 4, 5], seed =>
        {
            var plan = Plans.Of(law, seconds: 20, seed: seed);
            var audit = Plans.Audit(plan.Measured(), plan);
            Assert.True(audit.Passed, string.Join("; ", audit.Failures ?? []));
            Assert.Equal(0, audit.RateError!.Value, 0.005);
        });
    }

    [Fact]
    public void Counts_in_a_small_part_of_the_measurement_are_Poissons()
    {
        // To keep the whole's count exact must not make its parts even: windows of 10 ms out of 10 s, over many seeds.
        var counts = new List<double>();
        for (var seed = 0; seed < 2000; seed++)
        {
            counts.Add(Plans.Of("exp", seconds: 10, seed: seed).Measured().Count(t => t is >= 4e9 and < 4.01e9));
        }

        var mean = counts.Average();
        Assert.Equal(10, mean, 0.3);
        Assert.Equal(1, counts.Average(c => (c - mean) * (c - mean)) / mean, 0.13);
    }

    [Fact]
    public void The_first_and_the_last_request_of_few_are_where_chance_puts_them()
    {
        // The time to the first of n points spread evenly over T has the mean T / (n + 1), and so has the time behind the last.
        double first = 0, last = 0;
        for (var seed = 0; seed < 4000; seed++)
        {
            var times = Plans.Of("exp", rate: 1, seconds: 9, seed: seed).Measured();
            first += times[0] / 4000;
            last += (9e9 - times[^1]) / 4000;
        }

        Assert.Equal(0.9e9, first, 0.06e9);
        Assert.Equal(0.9e9, last, 0.06e9);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_ramp_keeps_the_laws_shape_and_the_count_of_every_second(string name)
    {
        var law = ArrivalLaws.Find(name)!;
        var plan = new LawPlan(law, new RateProfile([new(100, 1000, 30)]), 3, 2, 40);
        var times = plan.Measured();
        var audit = Plans.Audit(times, plan);

        // 30 s of 550/s on average, and then 10 s of 1000/s; the warm-up before it at 100/s.
        Assert.Equal(26_500, times.Length);
        Assert.Equal(200, Plans.Until(plan.Begin().Next, 2e9).Length);
        Assert.Equal(16_500, times.Count(t => t < 32e9), 16_500 * 0.05);
        Assert.Equal(1000 * 5, times.Count(t => t >= 33e9 && t < 38e9), 5000 * 0.1);
        // Its first second has 115 expected requests.
        Assert.Equal(115, times.Count(t => t < 3e9), 45.0);
        Assert.True(audit.Passed, string.Join("; ", audit.Failures ?? []));
        Assert.Equal(law.Cv, audit.GapCv!.Value, 0.03);
        Assert.InRange(audit.KsDistance ?? 0, 0, 1.95 / Math.Sqrt(times.Length));
    }

    [Fact]
    public void Steps_and_pauses_are_where_they_were_put()
    {
        var plan = new LawPlan(new FixedArrivals(), new RateProfile([new(100, 100, 1), new(0, 0, 2), new(0, 50, 2), new(7, 7, 1)]), 1, 0, 6);
        var times = plan.Measured();

        Assert.Equal(100, times.Count(t => t < 1e9));
        Assert.DoesNotContain(times, t => t > 1e9 && t < 3e9);
        Assert.Equal(50, times.Count(t => t >= 1e9 && t < 5e9));
        Assert.Equal(7, times.Count(t => t >= 5e9));
        Assert.Equal(157 / 6.0, plan.MeanRate, 1e-9);
    }

    [Fact]
    public void Behind_a_last_stage_without_rate_nothing_is_due()
    {
        var plan = new LawPlan(new ExponentialArrivals(), new RateProfile([new(100, 0, 1)]), 1, 0, 5);
        var stream = plan.Begin();

        Assert.Equal(50, Plans.Until(stream.Next, 5e9).Length);
        Assert.True(stream.Next() > 1e18);
        // The time is added to a clock's: it must not overflow.
        Assert.True((long)stream.Next() < long.MaxValue / 2);
    }

    [Fact]
    public void Time_and_count_of_a_profile_are_each_others_inverse()
    {
        var profile = new RateProfile([new(0, 10, 2), new(10, 10, 1), new(10, 0.001, 3), new(4, 4, 1)]);
        var stage = 0;
        for (var seconds = 0.05; seconds < 20; seconds += 0.05)
        {
            Assert.Equal(seconds * 1e9, profile.NanosecondsAt(profile.CountAt(seconds), ref stage), 2e3);
        }
    }

    [Fact]
    public void A_profile_of_nothing_or_of_less_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateProfile([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateProfile([new(0, 0, 5)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateProfile([new(-1, 5, 5)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateProfile([new(1, 5, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateProfile([new(1, double.NaN, 1)]));
    }
}
