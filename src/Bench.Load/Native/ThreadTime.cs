namespace Bench.Load.Native;

/// <summary>What the kernel knows of the calling thread.</summary>
internal static unsafe class ThreadTime
{
    /// <summary>CPU time that this thread has used, ns.</summary>
    internal static long Cpu()
    {
        var time = stackalloc long[2];
        return Libc.clock_gettime(Libc.ThreadCpuClock, time) == 0 ? time[0] * 1_000_000_000 + time[1] : 0;
    }

    /// <summary>Lets timers of this thread fire on time: the kernel may delay them by 50 µs by default.</summary>
    internal static void Sharpen() => _ = Libc.prctl(Libc.TimerSlack, 1, 0, 0, 0);
}
