using Bench.Load.Engines;
using Bench.Measurement.Arrivals;

namespace Bench.Load.Tests.Engines;

public class SleepLatenessTests
{
    [Theory]
    [InlineData(0.002, 8_000, 30_000)]
    [InlineData(0.002, 8_000, 100_000)]
    [InlineData(0.5, 400, 30_000)]
    [InlineData(0.8, 400, 60_000)]
    public void It_finds_the_lateness_that_the_share_of_sleeps_exceeds(double share, double step, double mean)
    {
        var (lateness, random) = (new SleepLateness(share, step, 0, 400_000, 50_000), new RandomSource(1));
        double Late() => mean + mean / 4 * (random.NextUnit() + random.NextUnit() - 1);
        for (var i = 0; i < 100_000; i++)
        {
            lateness.Woke((long)Late());
        }

        var exceeded = Enumerable.Range(0, 20_000).Count(_ => Late() > lateness.Now) / 20_000.0;
        Assert.Equal(share, exceeded, share < 0.1 ? 0.02 : 0.1);
        Assert.InRange(lateness.Now, mean * 0.75, mean * 1.5);
    }

    [Fact]
    public void A_halt_of_the_machine_moves_it_by_a_step_only()
    {
        var lateness = new SleepLateness(0.002, 8_000, 20_000, 200_000, 60_000);

        lateness.Woke(50_000_000);

        Assert.Equal(68_000, lateness.Now);
    }

    [Fact]
    public void It_stays_within_its_bounds()
    {
        var lateness = new SleepLateness(0.002, 8_000, 20_000, 200_000, 60_000);
        for (var i = 0; i < 10_000; i++)
        {
            lateness.Woke(10_000_000);
        }

        Assert.Equal(200_000, lateness.Now);
        for (var i = 0; i < 100_000; i++)
        {
            lateness.Woke(0);
        }

        Assert.Equal(20_000, lateness.Now);
    }
}
