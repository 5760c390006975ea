namespace Bench.Measurement.Arrivals;

/// <summary>Equal gaps: t_k = k / rate.</summary>
public sealed class FixedArrivals : ArrivalLaw
{
    public override string Name => "fixed";

    public override ArrivalStream Plan(double ratePerSecond, long seed) => new Stream(MeanGap(ratePerSecond));

    private sealed class Stream(double gap) : ArrivalStream
    {
        // A product, not a sum: no rounding error grows with the number of requests.
        public override double Next() => gap * Drawn++;
    }
}
