using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Bench.Hello;

/// <summary>
/// The system's time with timers that are right to some 10 µs. .NET's own go by the kernel's coarse clock and whole milliseconds: where that clock ticks every 4 ms, they
/// are up to 5 ms late. One thread sleeps by ppoll(2) and looks at the clock for the last moment.
/// </summary>
public sealed partial class PreciseTime : TimeProvider
{
    // What the kernel takes to wake a thread.
    private const long Look = 150_000;
    private const int NonBlocking = 0x800 | 0x80000; // EFD_NONBLOCK | EFD_CLOEXEC
    private const int TimerSlack = 29;               // PR_SET_TIMERSLACK
    private const short Readable = 1;                // POLLIN

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(PreciseTimer Timer, int Setting), long> _timers = new();
    private readonly int _bell = eventfd(0, NonBlocking);

    private PreciseTime() => new Thread(Run) { IsBackground = true, Name = "timers" }.Start();

    /// <summary>The one of this process; where the system is another than Linux, the system's own.</summary>
    public static TimeProvider Instance { get; } = OperatingSystem.IsLinux() ? new PreciseTime() : System;

    /// <summary>Timers that go off once; those that do so again and again are the system's.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        var timer = new PreciseTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Set(PreciseTimer timer, int setting, TimeSpan due)
    {
        lock (_lock)
        {
            _timers.Enqueue((timer, setting), GetTimestamp() + due.Ticks * 100);
        }

        var one = 1L;
        _ = write(_bell, ref one, sizeof(long));
    }

    private void Run()
    {
        _ = prctl(TimerSlack, 1, 0, 0, 0);
        while (true)
        {
            (PreciseTimer Timer, int Setting) next;
            long left;
            lock (_lock)
            {
                left = _timers.TryPeek(out next, out var at) ? at - GetTimestamp() : long.MaxValue;
                if (left <= 0)
                {
                    _timers.Dequeue();
                }
            }

            if (left <= 0)
            {
                next.Timer.Fire(next.Setting);
            }
            else if (left > Look)
            {
                Sleep(left - Look);
            }
        }
    }

    // Until then, or until there is another timer.
    private void Sleep(long nanoseconds)
    {
        var bell = new PollFd { Fd = _bell, Events = Readable };
        var time = (nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
        if (ppoll(ref bell, 1, ref time, 0) > 0)
        {
            _ = read(_bell, out _, sizeof(long));
        }
    }

    [LibraryImport("libc")]
    private static partial int eventfd(uint value, int flags);

    [LibraryImport("libc")]
    private static partial nint read(int fd, out long value, nint size);

    [LibraryImport("libc")]
    private static partial nint write(int fd, ref long value, nint size);

    [LibraryImport("libc")]
    private static partial int ppoll(ref PollFd fds, ulong count, ref (long Seconds, long Nanoseconds) time, nint mask);

    [LibraryImport("libc")]
    private static partial int prctl(int option, ulong value, ulong three, ulong four, ulong five);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        internal int Fd;
        internal short Events;
        internal short Returned;
    }
}
