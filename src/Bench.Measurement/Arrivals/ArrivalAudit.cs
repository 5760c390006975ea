namespace Bench.Measurement.Arrivals;

/// <summary>
/// How far the requests that really left follow the law that was asked for. It is computed from the times of the actual sends of all workers
/// together, over a sample at the measurement's start; a plan that is right on paper but sent late shows here. Where several processes drive the
/// load, each audits its own arrivals, every n-th of the plan: clocks of two machines do not agree to the µs that an audit of the union would need.
/// </summary>
public sealed record ArrivalAudit
{
    /// <summary>Gaps in the sample.</summary>
    public required long Gaps { get; init; }

    /// <summary>(mean rate of the sample − rate asked for) / rate asked for; null with fewer than 2 sends.</summary>
    public double? RateError { get; init; }

    /// <summary>Coefficient of variation of the gaps: 0 for <c>fixed</c>, 1 for <c>exp</c>, σ for <c>norm</c>; 1/√n of that in a part, 1 of n.</summary>
    public double? GapCv { get; init; }

    /// <summary>Variance / mean of the number of sends in windows of ten mean gaps: about 0 for <c>fixed</c>, 1 for <c>exp</c> (about 1/n in a part, 1 of n); null with fewer than 10 windows.</summary>
    public double? DispersionIndex { get; init; }

    /// <summary>Kolmogorov-Smirnov distance of the gaps to the law's; null for <c>fixed</c>, whose gaps have one value.</summary>
    public double? KsDistance { get; init; }

    /// <summary>Share of planned gaps that were clipped to 0 (<c>norm</c> only).</summary>
    public double ClippedShare { get; init; }

    /// <summary>Audits sends against the law.</summary>
    /// <param name="times">Times of the sends, ns, in order.</param>
    /// <param name="law">The law asked for.</param>
    /// <param name="planRate">The rate of the whole plan, 1/s.</param>
    /// <param name="clippedShare">Share of clipped gaps in the plan.</param>
    /// <param name="every">The sends are every so many-th of the plan: 3 in a part that is one of 3.</param>
    public static ArrivalAudit Of(ReadOnlySpan<double> times, ArrivalLaw law, double planRate, double clippedShare = 0, int every = 1)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (times.Length < 2 || times[^1] <= times[0])
        {
            return new ArrivalAudit { Gaps = Math.Max(0, times.Length - 1), ClippedShare = clippedShare };
        }

        var gaps = new double[times.Length - 1];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = times[i + 1] - times[i];
        }

        var mean = (times[^1] - times[0]) / gaps.Length;
        var rate = planRate / every;
        return new ArrivalAudit
        {
            Gaps = gaps.Length,
            RateError = 1e9 / mean / rate - 1,
            GapCv = Math.Sqrt(Variance(gaps, mean)) / mean,
            DispersionIndex = Dispersion(times, 10e9 / rate),
            KsDistance = Distance(gaps, gap => law.GapShare(gap, planRate, every)),
            ClippedShare = clippedShare,
        };
    }

    /// <summary>The audits of parts that ran side by side: means weighted by the gaps, and the worst KS distance. They stay those of the parts, not of the union.</summary>
    public static ArrivalAudit Merge(IReadOnlyList<ArrivalAudit> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new ArrivalAudit
        {
            Gaps = parts.Sum(p => p.Gaps),
            RateError = Mean(parts, p => p.RateError),
            GapCv = Mean(parts, p => p.GapCv),
            DispersionIndex = Mean(parts, p => p.DispersionIndex),
            KsDistance = parts.Max(p => p.KsDistance),
            ClippedShare = Mean(parts, p => p.ClippedShare) ?? 0,
        };
    }

    private static double? Mean(IReadOnlyList<ArrivalAudit> parts, Func<ArrivalAudit, double?> of)
    {
        var known = parts.Where(p => of(p) is not null && p.Gaps > 0).ToList();
        return known.Count == 0 ? null : known.Sum(p => of(p)!.Value * p.Gaps) / known.Sum(p => p.Gaps);
    }

    private static double Variance(ReadOnlySpan<double> values, double mean)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum / values.Length;
    }

    private static double? Dispersion(ReadOnlySpan<double> times, double window)
    {
        var windows = (int)((times[^1] - times[0]) / window);
        if (windows < 10)
        {
            return null;
        }

        var counts = new double[windows];
        foreach (var time in times)
        {
            var index = (int)((time - times[0]) / window);
            if (index < windows)
            {
                counts[index]++;
            }
        }

        var mean = counts.Average();
        return mean == 0 ? null : Variance(counts, mean) / mean;
    }

    private static double? Distance(double[] gaps, Func<double, double?> shareOf)
    {
        Array.Sort(gaps);
        var worst = 0.0;
        for (int i = 0, next; i < gaps.Length; i = next)
        {
            for (next = i + 1; next < gaps.Length && gaps[next] == gaps[i]; next++)
            {
                // Equal gaps are one step of the empirical distribution.
            }

            if (shareOf(gaps[i]) is not { } share)
            {
                return null;
            }

            // Below a gap of 0 the law has no mass, even where clipping gives 0 itself a share.
            var before = gaps[i] <= 0 ? 0 : share;
            worst = Math.Max(worst, Math.Max(Math.Abs(before - (double)i / gaps.Length), Math.Abs(share - (double)next / gaps.Length)));
        }

        return worst;
    }
}
