namespace Bench.Measurement.Arrivals;

/// <summary>Equal gaps: t_k = k / rate.</summary>
public sealed class FixedArrivals : ArrivalLaw
{
    public override string Name => "fixed";

    public override double Cv => 0;

    public override GapSource Gaps(long seed) => new Source(seed);

    private sealed class Source(long seed) : GapSource(seed)
    {
        public override double Next() => 1;
    }
}
