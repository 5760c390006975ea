namespace Bench.Measurement.Arrivals;

/// <summary>A Poisson process: independent gaps −ln(U) / rate.</summary>
public sealed class ExponentialArrivals : ArrivalLaw
{
    public override string Name => "exp";

    public override ArrivalStream Plan(double ratePerSecond, long seed) => new Stream(MeanGap(ratePerSecond), seed);

    public override double? GapShare(double gapNanoseconds, double ratePerSecond, int every = 1)
    {
        // Erlang's law: more than x where fewer than 'every' arrivals fall into x, which is a sum of Poisson terms, each out of the one before.
        var x = Math.Max(0, gapNanoseconds) / MeanGap(ratePerSecond);
        var logTerm = -x;
        var more = Math.Exp(logTerm);
        for (var i = 1; i < every && x > 0; i++)
        {
            logTerm += Math.Log(x / i);
            more += Math.Exp(logTerm);
        }

        return 1 - Math.Min(1, more);
    }

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
