namespace Bench.Measurement.Arrivals;

/// <summary>Gaps spread evenly between 0 and twice their mean.</summary>
public sealed class UniformArrivals : ArrivalLaw
{
    public override string Name => "uniform";

    public override double Cv => 1 / Math.Sqrt(3);

    public override GapSource Gaps(long seed) => new Source(seed);

    // A sum of uniform gaps has a law of its own (Irwin and Hall's), which is not needed so much.
    public override double? GapShare(double gap, int every = 1) => every == 1 ? Math.Clamp(gap / 2, 0, 1) : null;

    private sealed class Source(long seed) : GapSource(seed)
    {
        public override double Next() => 2 * Random.NextUnit();
    }
}
