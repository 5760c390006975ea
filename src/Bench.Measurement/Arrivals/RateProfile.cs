namespace Bench.Measurement.Arrivals;

/// <summary>
/// The rate over time: stages one after the other, and then the last one's rate for ever. A law's gaps are counted in requests that the profile
/// expects, not in seconds: so every law keeps its shape where the rate changes (an inhomogeneous Poisson process by change of time, Çinlar 1975;
/// the same for the other laws).
/// </summary>
public sealed class RateProfile
{
    /// <summary>A moment that no load reaches, ns: some 70 years.</summary>
    public const double Never = 1L << 61;

    private readonly RateStage[] _stages;
    private readonly double[] _seconds;
    private readonly double[] _counts;

    /// <param name="stages">At least one with a rate above 0; none may have a negative one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or a length is impossible, or nothing is expected at all.</exception>
    public RateProfile(IReadOnlyList<RateStage> stages)
        : this(stages, stages is { Count: > 0 } ? stages[^1].To : throw new ArgumentOutOfRangeException(nameof(stages), "There is no stage."))
    {
        if (_counts[^1] <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(stages), "No stage has a rate above 0.");
        }
    }

    private RateProfile(IReadOnlyList<RateStage> stages, double last)
    {
        _stages = [.. stages];
        if (Array.Exists(_stages, s => !(s.From >= 0 && s.To >= 0 && double.IsFinite(s.From + s.To) && s.Seconds > 0 && double.IsFinite(s.Seconds))))
        {
            throw new ArgumentOutOfRangeException(nameof(stages), "A stage has a negative rate, or no length.");
        }

        Last = last;
        (_seconds, _counts) = (new double[_stages.Length + 1], new double[_stages.Length + 1]);
        for (var i = 0; i < _stages.Length; i++)
        {
            _seconds[i + 1] = _seconds[i] + _stages[i].Seconds;
            _counts[i + 1] = _counts[i] + _stages[i].Count;
        }
    }

    /// <summary>The stages; none where the rate never changes.</summary>
    public IReadOnlyList<RateStage> Stages => _stages;

    /// <summary>The rate behind all stages, 1/s.</summary>
    public double Last { get; }

    /// <summary>The rate at the begin, 1/s.</summary>
    public double First => _stages.Length == 0 ? Last : _stages[0].From;

    /// <summary>Length of all stages, s.</summary>
    public double Seconds => _seconds[^1];

    /// <summary>The same rate for ever.</summary>
    /// <param name="ratePerSecond">Above 0.</param>
    public static RateProfile Constant(double ratePerSecond) => ratePerSecond > 0 && double.IsFinite(ratePerSecond)
        ? new([], ratePerSecond)
        : throw new ArgumentOutOfRangeException(nameof(ratePerSecond), ratePerSecond, "The rate must be above 0.");

    /// <summary>The same behind a time at its first rate: a warm-up before a ramp is one at the rate with which the ramp begins.</summary>
    public RateProfile After(double seconds) => seconds <= 0 || _stages.Length == 0 ? this : new([new(First, First, seconds), .. _stages], Last);

    /// <summary>Requests expected up to a moment, s.</summary>
    public double CountAt(double seconds)
    {
        var i = 0;
        while (i < _stages.Length && seconds > _seconds[i + 1])
        {
            i++;
        }

        var rest = seconds - _seconds[i];
        return _counts[i] + (i < _stages.Length ? _stages[i].CountAt(rest) : rest * Last);
    }

    /// <summary>The moment up to which so many requests are expected, in whole ns: the inverse of <see cref="CountAt"/>.</summary>
    /// <param name="stage">Where the search begins, and where it ended: readers that go forward give back what they got; at first 0.</param>
    public double NanosecondsAt(double count, ref int stage)
    {
        while (stage < _stages.Length && count >= _counts[stage + 1])
        {
            stage++;
        }

        var rest = count - _counts[stage];
        var seconds = stage < _stages.Length ? _stages[stage].SecondsAt(rest) : rest / Last;
        // Whole ns, so that the last bit of a quotient does not put a request before or behind the end of the measurement.
        return seconds < Never / 1e9 ? Math.Round((_seconds[stage] + seconds) * 1e9) : Never;
    }
}
