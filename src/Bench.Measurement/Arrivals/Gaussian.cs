namespace Bench.Measurement.Arrivals;

/// <summary>The standard normal distribution.</summary>
internal static class Gaussian
{
    internal static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Φ(x), by Abramowitz and Stegun 26.2.17: absolute error below 7.5e-8.</summary>
    internal static double Share(double x)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(x));
        var polynomial = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        var upper = Density(x) * polynomial;
        return x >= 0 ? 1 - upper : upper;
    }
}
