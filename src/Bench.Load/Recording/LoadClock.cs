using System.Diagnostics;

namespace Bench.Load.Recording;

/// <summary>
/// The load's few moments, shared by all threads: begin, end of the warm-up, end, end of the drain. All in ns of the monotonic clock
/// (Stopwatch, which on Linux is CLOCK_MONOTONIC in ns). The end moves to the present when the load is interrupted.
/// </summary>
internal sealed class LoadClock(long warmup, long duration, long drain) : IDisposable
{
    /// <summary>How long an interrupted load waits for the answers that are on their way.</summary>
    internal const long InterruptedDrain = 1_000_000_000;

    private readonly ManualResetEventSlim _begun = new();
    private readonly Lock _lock = new();
    private long _end = long.MaxValue;
    private long _drainEnd = long.MaxValue;
    private volatile bool _interrupted;

    /// <summary>The present.</summary>
    internal static long Now => Stopwatch.GetTimestamp();

    /// <summary>Offset 0 of the schedule.</summary>
    internal long Start { get; private set; }

    /// <summary>The measurement's start.</summary>
    internal long WarmupEnd { get; private set; }

    /// <summary>No request is due from here on.</summary>
    internal long End => Volatile.Read(ref _end);

    /// <summary>Nothing is waited for from here on.</summary>
    internal long DrainEnd => Volatile.Read(ref _drainEnd);

    /// <summary>A signal came: nothing more is sent.</summary>
    internal bool Interrupted => _interrupted;

    internal bool HasBegun => _begun.IsSet;

    /// <summary>Sets the moments and releases <see cref="WaitBegin()"/>.</summary>
    internal void Begin(long start)
    {
        lock (_lock)
        {
            (Start, WarmupEnd) = (start, start + warmup);
            var end = _interrupted ? start : start + warmup + duration;
            Volatile.Write(ref _drainEnd, end + (_interrupted ? 0 : drain));
            Volatile.Write(ref _end, end);
            _begun.Set();
        }
    }

    public void Dispose() => _begun.Dispose();

    internal void WaitBegin() => _begun.Wait();

    /// <summary>Waits for the begin for a while; whether it came.</summary>
    internal bool WaitBegin(TimeSpan time) => _begun.Wait(time);

    /// <summary>Ends the load now.</summary>
    internal void Interrupt()
    {
        lock (_lock)
        {
            // When everything has been due already, an interrupt merely shortens the drain.
            _interrupted = true;
            if (_begun.IsSet)
            {
                Volatile.Write(ref _end, Math.Min(_end, Now));
                Volatile.Write(ref _drainEnd, Math.Min(_drainEnd, Now + InterruptedDrain));
            }
        }
    }
}
