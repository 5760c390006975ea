using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

public class ArrivalScheduleTests
{
    private static double[] Until(string law, double rate, int worker, int workers, double end) =>
        Until(new ArrivalSchedule(Plans.Of(law, rate, end / 1e9, seed: 3).Begin(), worker, workers), end);

    private static double[] Until(ArrivalSchedule schedule, double end) => Plans.Until(schedule.Next, end);

    [Theory]
    [InlineData("fixed", 4)]
    [InlineData("exp", 3)]
    [InlineData("norm", 7)]
    [InlineData("uniform", 5)]
    [InlineData("gamma", 2)]
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
            var schedules = Enumerable.Range(0, part).Select(t => ArrivalSchedule.Of(Plans.Of(law, seconds: 1, seed: 3).Begin(), part, parts, t, part));
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
        Assert.Throws<ArgumentOutOfRangeException>(() => ArrivalSchedule.Of(Plans.Of("fixed").Begin(), part, parts, 0, 1));

    [Fact]
    public void Workers_send_at_times_that_have_nothing_to_do_with_each_others()
    {
        // Superposed, streams of their own would be Poisson's whatever their law. Dealt in turn, gaps between neighbours of different workers are the law's.
        double[][] workers = [.. Enumerable.Range(0, 4).Select(w => Until("norm", 1000, w, 4, 100e9))];
        var law = new NormalArrivals();

        Assert.Equal(law.Cv, Plans.Audit([.. workers.SelectMany(t => t).Order()], Plans.Of(law)).GapCv!.Value, 0.01);
        Assert.All(workers, t => Assert.Equal(25_000, t.Length));
        Assert.Equal(0, Correlation(workers[0], workers[2]), 0.03);

        static double Correlation(double[] a, double[] b)
        {
            double[] Gaps(double[] t) => [.. t.Skip(1).Zip(t, (after, before) => after - before - 4e6)];
            var pairs = Gaps(a).Where((_, i) => i % 2 == 0).Zip(Gaps(b).Where((_, i) => i % 2 == 1)).ToList();
            return pairs.Sum(p => p.First * p.Second) / Math.Sqrt(pairs.Sum(p => p.First * p.First) * pairs.Sum(p => p.Second * p.Second));
        }
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
        var stream = Plans.Of("fixed", 3).Begin();
        var last = 0.0;
        for (var i = 0; i <= 3 * 3600; i++)
        {
            last = stream.Next();
        }

        Assert.Equal(3600e9, last, 1.0);
    }
}
