namespace Bench.Measurement.Arrivals;

/// <summary>
/// Times of a law under a rate, fixed by (law, rate, seed, warm-up, duration). The number of requests in the warm-up and in the measurement is the one
/// that the rate implies, rounded, for every law: gaps are scaled by a factor close to 1 for that, as <c>vllm bench serve</c> does, so that two seeds
/// offer the same load. For the exponential law this is exactly Poisson's process under the condition of its count.
/// </summary>
public sealed class LawPlan : ArrivalPlan
{
    /// <summary>
    /// Requests in a window up to which their number is kept exact. It takes to draw them once more, at 10 to 30 ns each; of so many, chance makes
    /// less than 0.1 % more or less for all laws but very bursty ones.
    /// </summary>
    public const int MostKept = 1 << 25;

    private readonly long _seed;
    private readonly double[] _ends;
    private readonly Lazy<double[]> _scales;

    /// <param name="law">The law of the gaps.</param>
    /// <param name="rate">Over the time of the measurement; the warm-up goes before it at its first rate.</param>
    /// <param name="seed">The same seed gives the same times, on any machine and with any number of workers.</param>
    public LawPlan(ArrivalLaw law, RateProfile rate, long seed, double warmupSeconds, double durationSeconds)
        : base(warmupSeconds, durationSeconds)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(rate);
        (Law, Rate, _seed) = (law, rate.After(warmupSeconds), seed);
        _ends = [Rate.CountAt(warmupSeconds), Rate.CountAt(warmupSeconds + durationSeconds)];
        // Threads share the plan, and the first to need the factors draws the whole stream for all.
        _scales = new(() => [ScaleOf(0), ScaleOf(1)]);
    }

    public override string Name => Law.Name;

    public override ArrivalLaw Law { get; }

    public override RateProfile Rate { get; }

    public override double MeanRate => (_ends[1] - _ends[0]) / DurationSeconds;

    public override ArrivalStream Begin() => Law.Cv == 0 ? new EvenStream(Rate) : new Stream(this);

    // Requests of a window; −1 where chance decides.
    private long CountOf(int window)
    {
        var length = _ends[window] - (window == 0 ? 0 : _ends[0]);
        return length <= MostKept ? (long)Math.Round(length) : -1;
    }

    private GapSource SourceOf(int window) => Law.Gaps(unchecked(_seed + window * 0x5851F42D4C957F2D));

    // Length of the window / sum of all its gaps as they are drawn.
    private double ScaleOf(int window)
    {
        var count = CountOf(window);
        if (count <= 0)
        {
            return 1;
        }

        var gaps = SourceOf(window);
        var sum = Edge(gaps);
        for (var i = 1L; i < count; i++)
        {
            sum += gaps.Next();
        }

        // All gaps may be 0 where a wide normal law has few.
        return sum > 0 ? (_ends[window] - (window == 0 ? 0 : _ends[0])) / sum : 1;
    }

    // The gap in which the window begins and ends. A moment chosen blindly falls into long gaps more often: that adds an exponential part of mean cv²,
    // which is exact for gamma's laws, Poisson's among them, and the right mean for all.
    private double Edge(GapSource gaps) => gaps.Next() + Law.Cv * Law.Cv * gaps.Random.NextExponential();

    /// <summary>k / rate, without a sum in which rounding errors gather.</summary>
    private sealed class EvenStream(RateProfile rate) : ArrivalStream
    {
        private int _stage;

        public override double Next() => rate.NanosecondsAt(Drawn++, ref _stage);
    }

    private sealed class Stream : ArrivalStream
    {
        private readonly LawPlan _plan;
        private readonly RandomSource _places;
        private int _stage;
        private int _window = -1;
        private long _clippedBefore;
        private GapSource _gaps;
        private double _position;
        private double _scale = 1;
        private long _left;

        internal Stream(LawPlan plan)
        {
            _plan = plan;
            _gaps = plan.SourceOf(0);
            _places = new RandomSource(~plan._seed);
            Enter();
        }

        public override double Next()
        {
            while (true)
            {
                if (_left > 0)
                {
                    _left--;
                    return Give(_position, _gaps.Next() * _scale);
                }

                // Windows whose count is left to chance, and what lies behind all windows, end where the next gap crosses the end.
                if (_left < 0 && (_window > 1 || _position < _plan._ends[_window]))
                {
                    return Give(_position, _gaps.Next());
                }

                Enter();
            }
        }

        private double Give(double position, double gap)
        {
            Drawn++;
            Clipped = _clippedBefore + _gaps.Clipped;
            _position = position + gap;
            return _plan.Rate.NanosecondsAt(position, ref _stage);
        }

        private void Enter()
        {
            _clippedBefore += _window < 0 ? 0 : _gaps.Clipped;
            _window++;
            _gaps = _plan.SourceOf(_window);
            _left = _window > 1 ? -1 : _plan.CountOf(_window);
            _scale = _left > 0 ? _plan._scales.Value[_window] : 1;
            var start = _window == 0 ? 0 : _plan._ends[_window - 1];
            // Behind the edge's first part; its rest lies behind the window's last request.
            _position = start + (_left > 0 ? _plan.Edge(_gaps) * _scale * _places.NextUnit() : _gaps.Next());
        }
    }
}
