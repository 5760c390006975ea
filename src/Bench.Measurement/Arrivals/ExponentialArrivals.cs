namespace Bench.Measurement.Arrivals;

/// <summary>A Poisson process: independent gaps −ln(U) / rate.</summary>
public sealed class ExponentialArrivals : ArrivalLaw
{
    public override string Name => "exp";

    public override ArrivalStream Plan(double ratePerSecond, long seed) => new Stream(MeanGap(ratePerSecond), seed);

    public override double? GapShare(double gapNanoseconds, double ratePerSecond) =>
        1 - Math.Exp(-Math.Max(0, gapNanoseconds) / MeanGap(ratePerSecond));

    private sealed class Stream(double mean, long seed) : ArrivalStream
    {
        private readonly RandomSource _random = new(seed);
        private double _time;

        public override double Next()
        {
            Drawn++;
            // 1 − U lies in (0, 1], so that the logarithm is finite.
            return _time -= Math.Log(1 - _random.NextUnit()) * mean;
        }
    }
}
