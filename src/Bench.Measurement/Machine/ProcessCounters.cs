using System.Globalization;

namespace Bench.Measurement.Machine;

/// <summary>What a process has used since it began. Children that have ended are not in it.</summary>
/// <param name="ReadBytes">From storage, not from the page cache; 0 where it may not be read.</param>
/// <param name="WrittenBytes">To storage; 0 where it may not be read.</param>
public sealed record ProcessCounters(double UserTicks, double SystemTicks, double ReadBytes, double WrittenBytes)
{
    /// <summary>USER_HZ: fixed by Linux for what user programs see.</summary>
    public const double TicksPerSecond = 100;

    public static ProcessCounters None { get; } = new(0, 0, 0, 0);

    public static ProcessCounters Read(ProcFileSystem proc, ProcStat process)
    {
        ArgumentNullException.ThrowIfNull(proc);
        ArgumentNullException.ThrowIfNull(process);
        var io = proc.ReadText($"{process.Pid}/io") ?? "";
        return new ProcessCounters(process.UserTicks, process.SystemTicks, Field(io, "read_bytes:"), Field(io, "write_bytes:"));
    }

    public static ProcessCounters operator +(ProcessCounters a, ProcessCounters b) =>
        new(a.UserTicks + b.UserTicks, a.SystemTicks + b.SystemTicks, a.ReadBytes + b.ReadBytes, a.WrittenBytes + b.WrittenBytes);

    /// <summary>Never below zero: the kernel's split of user and system time wavers by a tick.</summary>
    public static ProcessCounters operator -(ProcessCounters a, ProcessCounters b) => new(
        Math.Max(0, a.UserTicks - b.UserTicks),
        Math.Max(0, a.SystemTicks - b.SystemTicks),
        Math.Max(0, a.ReadBytes - b.ReadBytes),
        Math.Max(0, a.WrittenBytes - b.WrittenBytes));

    private static double Field(string text, string name) =>
        text.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? double.Parse(line.AsSpan(name.Length), CultureInfo.InvariantCulture)
            : 0;
}
