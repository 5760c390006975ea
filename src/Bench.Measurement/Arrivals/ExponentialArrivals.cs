namespace Bench.Measurement.Arrivals;

/// <summary>A Poisson process: independent gaps −ln(U) / rate.</summary>
public sealed class ExponentialArrivals : ArrivalLaw
{
    public override string Name => "exp";

    public override double Cv => 1;

    public override GapSource Gaps(long seed) => new Source(seed);

    // Erlang's law for the gaps of a part.
    public override double? GapShare(double gap, int every = 1) => every == 1 ? 1 - Math.Exp(-Math.Max(0, gap)) : GammaFunction.LowerShare(every, gap);

    private sealed class Source(long seed) : GapSource(seed)
    {
        public override double Next() => Random.NextExponential();
    }
}
