namespace Bench.Measurement.Arrivals;

/// <summary>The laws by name. A new law is a file of its own and a line here.</summary>
public static class ArrivalLaws
{
    /// <summary>All names, in the order in which help shows them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["fixed", "exp", "norm", "uniform", "gamma"];

    /// <summary>The law called <paramref name="name"/>, or null where there is none.</summary>
    /// <param name="name">As in <see cref="Names"/>.</param>
    /// <param name="sigma">Standard deviation of <c>norm</c>'s gaps as a share of their mean; null for the default.</param>
    /// <param name="burstiness">Shape of <c>gamma</c>'s gaps; null for the default.</param>
    public static ArrivalLaw? Find(string name, double? sigma = null, double? burstiness = null) => name switch
    {
        "fixed" => new FixedArrivals(),
        "exp" => new ExponentialArrivals(),
        "norm" => new NormalArrivals(sigma ?? NormalArrivals.DefaultSigma),
        "uniform" => new UniformArrivals(),
        "gamma" => new GammaArrivals(burstiness ?? GammaArrivals.DefaultBurstiness),
        _ => null,
    };
}
