namespace Bench.Measurement;

/// <summary>
/// How many samples an honest percentile needs, as MLPerf's early stopping computes it: the claim "at most a share 1 − p exceeds this value"
/// must hold with the confidence asked for, by the binomial law.
/// </summary>
public static class TailSamples
{
    /// <summary>MLPerf's confidence.</summary>
    public const double DefaultConfidence = 0.99;

    /// <summary>The least number of samples for which <paramref name="percentile"/> can be stated: 64 for p90, 662 for p99.</summary>
    /// <param name="percentile">Above 0, below 100.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    public static long MinimumFor(double percentile, double confidence = DefaultConfidence)
    {
        Check(percentile, confidence);
        // One sample beyond the value is the fewest that shows a tail at all; from it on the number of samples needed only grows.
        long low = 1, high = 2;
        while (!Passes(high, 1, percentile, confidence))
        {
            (low, high) = (high, checked(high * 2));
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = Passes(middle, 1, percentile, confidence) ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>Whether <paramref name="samples"/> suffice to state <paramref name="percentile"/>.</summary>
    public static bool Suffice(long samples, double percentile, double confidence = DefaultConfidence) =>
        samples >= MinimumFor(percentile, confidence);

    /// <summary>
    /// t of MLPerf's estimate: the t-th largest of <paramref name="samples"/> is, with the confidence asked for, not below the true percentile;
    /// null where the samples are too few.
    /// </summary>
    public static long? TailRank(long samples, double percentile, double confidence = DefaultConfidence)
    {
        if (!Suffice(samples, percentile, confidence))
        {
            return null;
        }

        long low = 1, high = samples;
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = Passes(samples, middle, percentile, confidence) ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Whether seeing only <paramref name="beyond"/> of the samples beyond the value would be unlikely enough if the share beyond it were 1 − p.</summary>
    private static bool Passes(long samples, long beyond, double percentile, double confidence) =>
        // P(Binomial(n, 1 − p) ≤ t) = I_p(n − t, t + 1)
        samples > beyond && IncompleteBeta.Regularized(percentile / 100, samples - beyond, beyond + 1) <= 1 - confidence;

    private static void Check(double percentile, double confidence)
    {
        if (percentile is not (> 0 and < 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "A percentile lies above 0 and below 100.");
        }

        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies above 0 and below 1.");
        }
    }
}
