using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

/// <summary>Plans and what they give.</summary>
internal static class Plans
{
    internal static LawPlan Of(ArrivalLaw law, double rate = 1000, double seconds = 100, double warmup = 0, long seed = 1) =>
        new(law, RateProfile.Constant(rate), seed, warmup, seconds);

    internal static LawPlan Of(string law, double rate = 1000, double seconds = 100, double warmup = 0, long seed = 1) =>
        Of(ArrivalLaws.Find(law)!, rate, seconds, warmup, seed);

    /// <summary>All times of the measurement, ns.</summary>
    internal static double[] Measured(this ArrivalPlan plan) => [.. Until(plan.Begin().Next, (plan.WarmupSeconds + plan.DurationSeconds) * 1e9).Where(t => t >= plan.WarmupSeconds * 1e9)];

    /// <summary>All times up to an end, ns.</summary>
    internal static double[] Until(Func<double> next, double end)
    {
        var times = new List<double>();
        for (var time = next(); time < end; time = next())
        {
            times.Add(time);
        }

        return [.. times];
    }

    /// <summary>A sample that was sent just when it was due.</summary>
    internal static ArrivalSample Sample(double[] times, int every = 1) => new(times, times, times) { Every = every };

    /// <summary>The audit of a load that sent just when it was due.</summary>
    internal static ArrivalAudit Audit(double[] times, ArrivalPlan plan, int every = 1) => ArrivalAudit.Of(Sample(times, every), plan);
}
