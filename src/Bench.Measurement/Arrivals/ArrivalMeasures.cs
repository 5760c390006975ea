namespace Bench.Measurement.Arrivals;

/// <summary>How a series of times is spread, in measures that do not depend on its rate: gaps are counted in requests that the plan expects.</summary>
public record ArrivalMeasures
{
    /// <summary>Gaps in the sample.</summary>
    public required long Gaps { get; init; }

    /// <summary>(mean rate of the sample − rate asked for) / rate asked for; null with fewer than 2 times.</summary>
    public double? RateError { get; init; }

    /// <summary>Coefficient of variation of the gaps: 0 for <c>fixed</c>, 1 for <c>exp</c>, σ for <c>norm</c>, 0.58 for <c>uniform</c>, 1/√burstiness for <c>gamma</c>; 1/√n of that in a part, 1 of n.</summary>
    public double? GapCv { get; init; }

    /// <summary>Variance / mean of the number of times in windows of ten mean gaps: near the square of <see cref="GapCv"/>, so 1 for <c>exp</c>; null with fewer than 10 windows.</summary>
    public double? DispersionIndex { get; init; }

    /// <summary>Kolmogorov-Smirnov distance of the gaps to the law's; null for <c>fixed</c>, whose gaps have one value, and where a part's gaps have no simple law.</summary>
    public double? KsDistance { get; init; }

    /// <param name="places">Times in order, each as the number of requests that the plan expects up to it.</param>
    /// <param name="every">Mean gap that is expected: 1, or the number of parts.</param>
    /// <param name="share">Share of gaps up to a length that is expected, or null.</param>
    /// <param name="tick">How finely times are told, in the unit of the places: very bursty laws have many gaps below it.</param>
    internal static ArrivalMeasures Of(ReadOnlySpan<double> places, int every, Func<double, double?>? share, double tick)
    {
        if (places.Length < 2 || places[^1] <= places[0])
        {
            return new ArrivalMeasures { Gaps = Math.Max(0, places.Length - 1) };
        }

        var gaps = new double[places.Length - 1];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = places[i + 1] - places[i];
        }

        var mean = (places[^1] - places[0]) / gaps.Length;
        return new ArrivalMeasures
        {
            Gaps = gaps.Length,
            RateError = every / mean - 1,
            GapCv = Math.Sqrt(Variance(gaps, mean)) / mean,
            DispersionIndex = Dispersion(places, 10.0 * every),
            KsDistance = share is null ? null : Distance(gaps, share, tick),
        };
    }

    /// <summary>Means weighted by the gaps, and the worst KS distance.</summary>
    internal static ArrivalMeasures Merge(IReadOnlyList<ArrivalMeasures> parts) => new()
    {
        Gaps = parts.Sum(p => p.Gaps),
        RateError = Mean(parts, p => p.RateError),
        GapCv = Mean(parts, p => p.GapCv),
        DispersionIndex = Mean(parts, p => p.DispersionIndex),
        KsDistance = parts.Max(p => p.KsDistance),
    };

    internal static double? Mean<T>(IReadOnlyList<T> parts, Func<T, double?> of)
        where T : ArrivalMeasures
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

    private static double? Dispersion(ReadOnlySpan<double> places, double window)
    {
        var windows = (int)((places[^1] - places[0]) / window);
        if (windows < 10)
        {
            return null;
        }

        var counts = new double[windows];
        foreach (var place in places)
        {
            var index = (int)((place - places[0]) / window);
            if (index < windows)
            {
                counts[index]++;
            }
        }

        var mean = counts.Average();
        return mean == 0 ? null : Variance(counts, mean) / mean;
    }

    private static double? Distance(double[] gaps, Func<double, double?> shareOf, double tick)
    {
        Array.Sort(gaps);
        var worst = 0.0;
        for (int i = 0, next; i < gaps.Length; i = next)
        {
            for (next = i + 1; next < gaps.Length && gaps[next] == gaps[i]; next++)
            {
                // Equal gaps are one step of the empirical distribution.
            }

            if (shareOf(gaps[i] - tick) is not { } low || shareOf(gaps[i] + tick) is not { } high)
            {
                return null;
            }

            // Below a gap of 0 the law has no mass, even where clipping gives 0 itself a share.
            worst = Math.Max(worst, Math.Max(
                Outside((double)i / gaps.Length, gaps[i] <= tick ? 0 : low, high), Outside((double)next / gaps.Length, low, high)));
        }

        return worst;

        static double Outside(double value, double low, double high) => Math.Max(0, Math.Max(low - value, value - high));
    }
}
