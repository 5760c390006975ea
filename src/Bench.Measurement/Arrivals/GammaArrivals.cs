namespace Bench.Measurement.Arrivals;

/// <summary>
/// Gamma gaps of shape <em>burstiness</em> and mean 1 / rate, as <c>vllm bench serve --burstiness</c> has them: below 1 requests come in bursts, 1 is
/// Poisson's process, and the larger it is the more even they come.
/// </summary>
/// <param name="burstiness">Above 0.</param>
public sealed class GammaArrivals(double burstiness = GammaArrivals.DefaultBurstiness) : ArrivalLaw
{
    /// <summary>As in vLLM's bench: Poisson's process.</summary>
    public const double DefaultBurstiness = 1;

    public override string Name => "gamma";

    /// <summary>The gaps' shape.</summary>
    public double Burstiness { get; } = burstiness is >= 0.01 and <= 1e6
        ? burstiness
        : throw new ArgumentOutOfRangeException(nameof(burstiness), burstiness, "Burstiness lies between 0.01 and 1,000,000.");

    public override double Cv => 1 / Math.Sqrt(Burstiness);

    public override GapSource Gaps(long seed) => new Source(Burstiness, seed);

    // A sum of gamma gaps is one with the sum of their shapes.
    public override double? GapShare(double gap, int every = 1) => GammaFunction.LowerShare(Burstiness * every, Burstiness * gap);

    private sealed class Source(double shape, long seed) : GapSource(seed)
    {
        public override double Next() => Random.NextGamma(shape) / shape;
    }
}
