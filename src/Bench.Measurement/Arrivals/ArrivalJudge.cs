using static System.FormattableString;

namespace Bench.Measurement.Arrivals;

/// <summary>
/// Judges the measures of a sample. What was planned must be the law's within chance (about one false alarm in 10,000); what the client paced has to be
/// within what its resolution allows: no program sends two requests at once on one thread, so short gaps are always stretched.
/// </summary>
internal sealed class ArrivalJudge
{
    /// <summary>Fewer gaps than this tell nothing.</summary>
    private const int FewestGaps = 20;

    // Standard deviations of chance; and 2.3 / √n is the Kolmogorov-Smirnov distance that one sample in 20,000 exceeds.
    private const double Chance = 4;
    private const double KsChance = 2.3;

    // Beyond it the dispersion in windows of ten gaps has not come near its limit yet.
    private const double WidestCv = 2;

    // Files with gaps more even than this have no distribution to hold jitter against.
    private const double NarrowestFile = 0.1;

    private readonly ArrivalPlan _plan;
    private readonly ArrivalSample _sample;
    private readonly Func<double, double?>? _share;
    private readonly double _fileRate;
    private readonly double _cv;

    internal ArrivalJudge(ArrivalPlan plan, ArrivalSample sample)
    {
        (_plan, _sample) = (plan, sample);
        var due = sample.Due;
        _fileRate = due.Count > 1 && due[^1] > due[0] ? (due.Count - 1) * sample.Every * 1e9 / (due[^1] - due[0]) : 1;
        if (plan.Law is { } law)
        {
            _cv = law.Cv / Math.Sqrt(sample.Every);
            _share = law.Cv == 0 ? null : gap => law.GapShare(gap, sample.Every);
        }
        else if (due.Count > 1)
        {
            // The law of a file is the file.
            var gaps = Gaps(Places(due));
            Array.Sort(gaps);
            _cv = Measure(due).GapCv ?? 0;
            _share = _cv < NarrowestFile ? null : gap => (double)CountUpTo(gaps, gap) / gaps.Length;
        }
    }

    internal bool CanTell => _sample.Due.Count > FewestGaps;

    // A ns in requests.
    private double Tick => (_plan.Rate is null ? _fileRate : _plan.MeanRate) * 1e-9;

    private double MeanGap => _sample.Due.Count < 2 ? 0 : (_sample.Due[^1] - _sample.Due[0]) / (_sample.Due.Count - 1);

    internal ArrivalMeasures Measure(IReadOnlyList<double> times) => ArrivalMeasures.Of(Places(times), _sample.Every, _share, Tick);

    internal IReadOnlyList<string> Failures(ArrivalMeasures planned, ArrivalMeasures paced)
    {
        var failures = new List<string>();
        var root = Math.Sqrt(Math.Max(1, planned.Gaps));
        var dispersion = _cv * _cv + (1 - Math.Pow(_cv, 4)) / 60;
        var dispersionChance = Chance * dispersion * Math.Sqrt(20 / Math.Max(1.0, planned.Gaps));
        void Near(string what, double? value, double expected, double allowed)
        {
            if (value is { } number && !(Math.Abs(number - expected) <= allowed))
            {
                failures.Add(Invariant($"{what} is {number:0.####} where {expected:0.####} ± {allowed:0.####} belongs"));
            }
        }

        if (_plan.Law is not null)
        {
            Near("the plan's rate error", planned.RateError, 0, 0.001 + Chance * _cv / root);
            Near("the plan's gap CV", planned.GapCv, _cv, 0.01 + Chance * _cv * (1 + _cv * _cv) / root);
            Near("the plan's dispersion index", _cv > WidestCv ? null : planned.DispersionIndex, dispersion, 0.05 + 0.1 * dispersion + dispersionChance);
            Near("the plan's KS distance", planned.KsDistance, 0, 0.002 + KsChance / root);
        }

        Near("the sends' rate error", paced.RateError, planned.RateError ?? 0, 0.01);
        // Not CV and dispersion, which a single halt of the client spoils: how late it is then stands in the client's lag.
        Near("the sends' distance", Distance(paced), 0, ArrivalAudit.DefaultDistance + KsChance / root);
        return failures;
    }

    /// <summary>
    /// How far what was paced is from the law: the KS distance, or, where gaps are all equal, the share of them that is off by more than half a gap. Null where
    /// the client cannot keep such short gaps, or nothing is known of their law.
    /// </summary>
    internal double? Distance(ArrivalMeasures paced)
    {
        if (MeanGap < 4 * _sample.Resolution)
        {
            return null;
        }

        if (_plan.Law is not { Cv: 0 })
        {
            return paced.KsDistance;
        }

        var gaps = Gaps(Places(_sample.Paced));
        return gaps.Length == 0 ? null : gaps.Count(g => Math.Abs(g / _sample.Every - 1) > 0.5) / (double)gaps.Length;
    }

    // Each time as the number of requests that the plan expects up to it.
    private double[] Places(IReadOnlyList<double> times)
    {
        var places = new double[times.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = _plan.Rate?.CountAt(times[i] / 1e9) ?? times[i] / 1e9 * _fileRate;
        }

        Array.Sort(places);
        return places;
    }

    private static double[] Gaps(double[] places) => [.. places.Skip(1).Zip(places, (after, before) => after - before)];

    private static int CountUpTo(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
