namespace Bench.Measurement.Arrivals;

/// <summary>
/// One worker's part of a plan: arrivals k with k mod workers = worker. Every worker draws the whole stream and keeps its own share, at some
/// 10 ns per arrival that it skips; in return no request is lost to rounding (a rate below one per worker works) and no gap repeats across workers.
/// </summary>
public sealed class ArrivalSchedule
{
    private readonly ArrivalStream _stream;
    private readonly int _workers;
    private int _skip;

    public ArrivalSchedule(ArrivalStream stream, int worker, int workers)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(worker);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(worker, workers);
        _stream = stream;
        _workers = workers;
        _skip = worker;
    }

    /// <summary>The worker's next due time, ns after the load's start.</summary>
    public double Next()
    {
        for (; _skip > 0; _skip--)
        {
            _stream.Next();
        }

        _skip = _workers - 1;
        return _stream.Next();
    }
}
