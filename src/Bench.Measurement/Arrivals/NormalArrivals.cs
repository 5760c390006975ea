namespace Bench.Measurement.Arrivals;

/// <summary>
/// Gaps max(0, N(1/rate, σ)), scaled so that their mean stays 1/rate: clipping alone would lengthen it. (wrk2's DeathStarBench fork offers
/// <c>-D norm</c>, but its branch is empty and floods the server.)
/// </summary>
/// <param name="sigma">σ as a share of the mean gap; 0.25 by default, at which 3 gaps in 100,000 are clipped.</param>
public sealed class NormalArrivals(double sigma = NormalArrivals.DefaultSigma) : ArrivalLaw
{
    public const double DefaultSigma = 0.25;

    /// <summary>σ up to which fewer than 1 gap in 1000 is clipped.</summary>
    private const double WidestForSums = 0.32;

    private readonly double _sigma = sigma >= 0 && double.IsFinite(sigma)
        ? sigma
        : throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "Sigma must be 0 or more.");

    public override string Name => "norm";

    /// <summary>σ as a share of the mean gap.</summary>
    public double Sigma => _sigma;

    /// <summary>Mean of max(0, N(1, σ)): Φ(1/σ) + σ φ(1/σ); what the gaps are divided by.</summary>
    private double ClippedMean => _sigma == 0 ? 1 : Gaussian.Share(1 / _sigma) + _sigma * Gaussian.Density(1 / _sigma);

    public override double Cv
    {
        get
        {
            // E[max(0, N(1, σ))²] = (1 + σ²) Φ(1/σ) + σ φ(1/σ)
            var square = _sigma == 0 ? 1 : (1 + _sigma * _sigma) * Gaussian.Share(1 / _sigma) + _sigma * Gaussian.Density(1 / _sigma);
            return Math.Sqrt(Math.Max(0, square / (ClippedMean * ClippedMean) - 1));
        }
    }

    public override GapSource Gaps(long seed) => new Source(_sigma, 1 / ClippedMean, seed);

    public override double? GapShare(double gap, int every = 1)
    {
        // A sum of normal gaps is normal, but not one of clipped gaps.
        if (_sigma == 0 || (every > 1 && _sigma > WidestForSums))
        {
            return null;
        }

        return gap < 0 ? 0 : Gaussian.Share((gap * ClippedMean - every) / (_sigma * Math.Sqrt(every)));
    }

    private sealed class Source(double sigma, double scale, long seed) : GapSource(seed)
    {
        public override double Next()
        {
            var gap = 1 + sigma * Random.NextNormal();
            if (gap < 0)
            {
                Clipped++;
                return 0;
            }

            return gap * scale;
        }
    }
}
