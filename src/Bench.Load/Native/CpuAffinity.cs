namespace Bench.Load.Native;

/// <summary>Which CPUs a thread may run on.</summary>
internal static unsafe class CpuAffinity
{
    private const int Words = 16; // 1,024 CPUs

    /// <summary>
    /// Ties the calling thread to the CPU of its number, where the process has exactly one CPU for each of its load threads. Where it may use more, the
    /// kernel goes on choosing: another client of the same machine would tie its first thread to the same CPU.
    /// </summary>
    /// <param name="thread">From 0.</param>
    /// <returns>Whether it was tied.</returns>
    internal static bool Pin(int thread, int threads)
    {
        var mask = stackalloc ulong[Words];
        if (Libc.sched_getaffinity(0, Words * sizeof(ulong), mask) < 0)
        {
            return false;
        }

        var count = 0;
        var own = -1;
        for (var cpu = 0; cpu < Words * 64; cpu++)
        {
            if ((mask[cpu / 64] >> (cpu % 64) & 1) != 0 && count++ == thread)
            {
                own = cpu;
            }
        }

        if (count != threads || own < 0)
        {
            return false;
        }

        new Span<ulong>(mask, Words).Clear();
        mask[own / 64] = 1UL << (own % 64);
        return Libc.sched_setaffinity(0, Words * sizeof(ulong), mask) == 0;
    }
}
