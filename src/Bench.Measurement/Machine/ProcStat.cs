using System.Globalization;

namespace Bench.Measurement.Machine;

/// <summary>A line of <c>/proc/pid/stat</c>. Times are in clock ticks, memory in pages.</summary>
/// <param name="Program">The program's name, up to 15 letters; any letters.</param>
/// <param name="Flags">The kernel's <c>PF_*</c> bits (<c>linux/sched.h</c>).</param>
public sealed record ProcStat(
    int Pid, string Program, char State, int Parent, int Group, int Session, long Flags, long UserTicks, long SystemTicks, int Threads, long StartTime, long RssPages)
{
    /// <summary>A zombie has ended; only its parent has not yet asked.</summary>
    public bool HasEnded => State is 'Z' or 'X';

    /// <summary>A thread of the kernel: it has no command line and no environment.</summary>
    public bool IsKernel => (Flags & 0x00200000) != 0; // PF_KTHREAD

    public (int Pid, long StartTime) Key => (Pid, StartTime);

    /// <summary>Null where the line is not whole. The program's name stands in parentheses and may hold any letters, so fields count from the last one.</summary>
    public static ProcStat? TryParse(int pid, string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (begin, end) = (line.IndexOf('(', StringComparison.Ordinal) + 1, line.LastIndexOf(')'));
        var fields = line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return begin == 0 || end < begin || fields.Length < 22 ? null : new ProcStat(
            pid, line[begin..end], fields[0][0],
            (int)Number(1), (int)Number(2), (int)Number(3), Number(6), Number(11), Number(12), (int)Number(17), Number(19), Number(21));

        long Number(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
    }
}
