using Bench.Measurement;
using Bench.Measurement.Histograms;

namespace Bench.Reports;

/// <summary>Points of a percentile curve, dense towards the tail as HdrHistogram prints them: halving the rest again and again.</summary>
internal static class PercentileCurve
{
    // Ten steps for each halving of 1 − p draw smoothly; 17 halvings reach 99.999 %.
    private const int StepsPerHalving = 10;
    private const int Halvings = 17;

    /// <summary>The highest percentile that so many samples support (<see cref="TailSamples"/>), 0 where none is.</summary>
    public static double TrustedTo(long samples)
    {
        double low = 1, high = 40;
        if (samples < TailSamples.MinimumFor(50))
        {
            return 0;
        }

        // Bisects over the halvings of the rest: the scale on which percentiles are spaced.
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            (low, high) = TailSamples.Suffice(samples, Percentile(middle)) ? (middle, high) : (low, middle);
        }

        return Percentile(low);

        static double Percentile(double halvings) => 100 * (1 - Math.Pow(0.5, halvings));
    }

    public static IReadOnlyList<PercentileValue> Of(LatencyHistogram histogram)
    {
        if (histogram.Count == 0)
        {
            return [];
        }

        var curve = new List<PercentileValue> { new(0, histogram.Min / 1e9) };
        for (var i = 1; i <= StepsPerHalving * Halvings; i++)
        {
            var rest = Math.Pow(0.5, (double)i / StepsPerHalving);
            var percentile = 100 * (1 - rest);
            curve.Add(new PercentileValue(percentile, histogram.Percentile(percentile) / 1e9));
            // Past the last value the curve is flat: nothing to draw.
            if (rest * histogram.Count < 0.5)
            {
                break;
            }
        }

        return curve;
    }
}
