using Bench.Load.Engines;
using Bench.Measurement.Arrivals;

namespace Bench.Load.Tests.Engines;

public class WakeMarginTests
{
    [Theory]
    [InlineData(30_000)]
    [InlineData(100_000)]
    public void The_margin_finds_the_lateness_that_few_sleeps_exceed(double mean)
    {
        var (margin, random) = (new WakeMargin(), new RandomSource(1));
        double Lateness() => mean + mean / 4 * (random.NextUnit() + random.NextUnit() - 1);
        for (var i = 0; i < 50_000; i++)
        {
            margin.Woke((long)Lateness());
        }

        var exceeded = Enumerable.Range(0, 10_000).Count(_ => Lateness() > margin.Now);
        Assert.InRange(exceeded, 0, 300);
        Assert.InRange(margin.Now, mean, mean * 1.5);
    }

    [Fact]
    public void A_halt_of_the_machine_moves_it_by_a_step_only()
    {
        var margin = new WakeMargin();
        var before = margin.Now;

        margin.Woke(50_000_000);

        Assert.InRange(margin.Now, before, before + 10_000);
    }

    [Fact]
    public void It_stays_within_its_bounds()
    {
        var margin = new WakeMargin();
        for (var i = 0; i < 10_000; i++)
        {
            margin.Woke(10_000_000);
        }

        Assert.Equal(400_000, margin.Now);
        for (var i = 0; i < 100_000; i++)
        {
            margin.Woke(0);
        }

        Assert.Equal(20_000, margin.Now);
    }
}
