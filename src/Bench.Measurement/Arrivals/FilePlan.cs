namespace Bench.Measurement.Arrivals;

/// <summary>Times that were read from a file (<see cref="ArrivalFile"/>), so that two runs or two tools send at the same ones.</summary>
/// <param name="times">Ns from the load's start, in order.</param>
public sealed class FilePlan(double[] times, double warmupSeconds, double durationSeconds) : ArrivalPlan(warmupSeconds, durationSeconds)
{
    public override string Name => "file";

    public override ArrivalLaw? Law => null;

    public override RateProfile? Rate => null;

    public override double MeanRate
    {
        get
        {
            var (from, to) = (WarmupSeconds * 1e9, (WarmupSeconds + DurationSeconds) * 1e9);
            return times.Count(t => t >= from && t < to) / DurationSeconds;
        }
    }

    public override ArrivalStream Begin() => new Stream(times);

    private sealed class Stream(double[] times) : ArrivalStream
    {
        public override double Next() => Drawn < times.Length ? times[Drawn++] : RateProfile.Never;
    }
}
