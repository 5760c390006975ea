using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

public class ArrivalScheduleTests
{
    private static double[] Until(string law, double rate, int worker, int workers, double end)
    {
        return Until(new ArrivalSchedule(ArrivalLaws.Find(law)!.Plan(rate, 3), worker, workers), end);
    }

    private static double[] Until(ArrivalSchedule schedule, double end)
    {
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

    public static TheoryData<string, int> PartsOfEveryLaw()
    {
        var data = new TheoryData<string, int>();
        foreach (var law in ArrivalLaws.Names)
        {
            foreach (var parts in Enumerable.Range(1, 7))
            {
                data.Add(law, parts);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PartsOfEveryLaw))]
    public void The_parts_together_send_exactly_the_plan_whatever_the_threads_of_each(string law, int parts)
    {
        double[] Of(int part)
        {
            // Each part has another number of threads.
            var schedules = Enumerable.Range(0, part).Select(t => ArrivalSchedule.Of(ArrivalLaws.Find(law)!.Plan(1000, 3), part, parts, t, part));
            return [.. schedules.SelectMany(s => Until(s, 1e9)).Order()];
        }

        var whole = Until(law, 1000, 0, 1, 1e9);
        Assert.Equal(whole, Enumerable.Range(1, parts).SelectMany(Of).Order());
        Assert.All(Enumerable.Range(1, parts), part => Assert.Equal(whole.Where((_, k) => k % parts == part - 1), Of(part)));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 2)]
    public void A_part_that_does_not_exist_is_refused(int part, int parts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ArrivalSchedule.Of(new FixedArrivals().Plan(1, 1), part, parts, 0, 1));

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
