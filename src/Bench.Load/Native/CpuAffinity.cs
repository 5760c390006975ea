using System.Globalization;

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
        var allowed = Allowed();
        return allowed.Count == threads && PinTo(allowed[thread]);
    }

    /// <summary>Ties the calling thread to a CPU.</summary>
    /// <returns>False where the process may not use that one.</returns>
    internal static bool PinTo(int cpu) => Set(0, [cpu]);

    /// <summary>Moves all other threads of the process off the CPUs of the load: its runtime's too, and those that they begin. Where there are no others, they stay.</summary>
    internal static void KeepOff(IReadOnlyList<int> cpus)
    {
        var others = Allowed().Except(cpus).ToList();
        if (others.Count == 0)
        {
            return;
        }

        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            // One that has ended meanwhile is no matter.
            _ = Set(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), others);
        }
    }

    private static List<int> Allowed()
    {
        var mask = stackalloc ulong[Words];
        _ = Libc.sched_getaffinity(0, Words * sizeof(ulong), mask);
        var cpus = new List<int>();
        for (var cpu = 0; cpu < Words * 64; cpu++)
        {
            if ((mask[cpu / 64] >> (cpu % 64) & 1) != 0)
            {
                cpus.Add(cpu);
            }
        }

        return cpus;
    }

    private static bool Set(int thread, IReadOnlyList<int> cpus)
    {
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        foreach (var cpu in cpus)
        {
            mask[cpu / 64] |= 1UL << (cpu % 64);
        }

        return Libc.sched_setaffinity(thread, Words * sizeof(ulong), mask) == 0;
    }
}
