using System.Globalization;

namespace Bench.Load.Recording;

/// <summary>CPU time of this process and of the machine, at a moment.</summary>
/// <param name="Steal">Machine's time taken by the hypervisor, in ticks; null where /proc/stat does not tell.</param>
/// <param name="Total">Machine's time in all, in the same ticks.</param>
/// <param name="Collections">Garbage collections of this process, of all generations.</param>
internal sealed record MachineTime(TimeSpan User, TimeSpan System, double? Steal, double Total, long Collections)
{
    internal static MachineTime Now()
    {
        var use = Environment.CpuUsage;
        var (steal, total) = ReadStat();
        return new MachineTime(use.UserTime, use.PrivilegedTime, steal, total, GC.CollectionCount(0));
    }

    /// <summary>Share of the machine's time since <paramref name="earlier"/> that others got.</summary>
    internal double? StealSince(MachineTime earlier) => Total > earlier.Total ? (Steal - earlier.Steal) / (Total - earlier.Total) : null;

    // cpu user nice system idle iowait irq softirq steal guest guest_nice; the guests' time is already in user and nice.
    private static (double? Steal, double Total) ReadStat()
    {
        try
        {
            using var file = File.OpenText("/proc/stat");
            var fields = (file.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var ticks = fields.Skip(1).Take(8).Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
            return ticks.Length == 8 ? (ticks[7], ticks.Sum()) : (null, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return (null, 0);
        }
    }
}
