namespace Bench.Measurement.Arrivals;

/// <summary>
/// One worker's part of a plan: arrivals k with k mod workers = worker; the workers may be threads, processes, or threads of processes
/// (<see cref="Of"/>). Every worker draws the whole stream and keeps its own share, at some
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

    /// <summary>
    /// The schedule of one thread of one process: the plan's arrivals are dealt over the processes in turn, and each process deals its own over its
    /// threads. So the processes may have different numbers of threads.
    /// </summary>
    /// <param name="part">The process, from 1.</param>
    public static ArrivalSchedule Of(ArrivalStream stream, int part, int parts, int thread, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(part, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, parts);
        return new(stream, part - 1 + thread * parts, checked(parts * threads));
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
