using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

public class ArrivalScheduleTests
{
    private static double[] Until(string law, double rate, int worker, int workers, double end)
    {
        var schedule = new ArrivalSchedule(ArrivalLaws.Find(law)!.Plan(rate, 3), worker, workers);
        var times = new List<double>();
        for (var time = schedule.Next(); time < end; time = schedule.Next())
        {
            times.Add(time);
        }

        return [.. times];
    }

    [Theory]
    [InlineData("fixed", 4)]
    [InlineData("exp", 3)]
    [InlineData("norm", 7)]
    public void The_workers_together_send_exactly_the_plan(string law, int workers)
    {
        var together = Enumerable.Range(0, workers).SelectMany(w => Until(law, 1000, w, workers, 1e9)).Order();

        Assert.Equal(Until(law, 1000, 0, 1, 1e9), together);
    }

    [Fact]
    public void A_rate_below_one_per_thread_loses_no_request()
    {
        // DeathStarBench's wrk2 computes 3 / 8 = 0 requests per thread here, and floods.
        var counts = Enumerable.Range(0, 8).Select(w => Until("fixed", 3, w, 8, 10e9).Length).ToArray();

        Assert.Equal(30, counts.Sum());
        Assert.All(counts, c => Assert.InRange(c, 3, 4));
    }

    [Fact]
    public void A_rate_that_does_not_divide_by_the_threads_loses_no_remainder() =>
        Assert.Equal(1000, Enumerable.Range(0, 3).Sum(w => Until("fixed", 100, w, 3, 10e9).Length));

    [Fact]
    public void An_hour_of_fixed_gaps_gathers_no_rounding_error()
    {
        var stream = new FixedArrivals().Plan(3, 1);
        var last = 0.0;
        for (var i = 0; i <= 3 * 3600; i++)
        {
            last = stream.Next();
        }

        Assert.Equal(3600e9, last, 1.0);
    }
}
