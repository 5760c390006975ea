using System.Globalization;

namespace Bench.Measurement.Machine;

/// <summary>Counters and gauges of the machine as a whole. What cannot be read is 0.</summary>
/// <param name="BusyTicks">All CPUs, without idle, waiting for IO and stolen time.</param>
/// <param name="StolenTicks">What the hypervisor gave to others.</param>
/// <param name="ReceivedBytes">All interfaces but the loopback.</param>
/// <param name="UptimeTicks">Since boot, as start times of processes are.</param>
public sealed record NodeCounters(
    double BusyTicks, double StolenTicks, double ReceivedBytes, double SentBytes, double LoopbackBytes, double AvailableBytes, double Load1, long UptimeTicks)
{
    public static NodeCounters Read(ProcFileSystem proc)
    {
        ArgumentNullException.ThrowIfNull(proc);
        // cpu user nice system idle iowait irq softirq steal …
        var cpu = Lines(proc, "stat").FirstOrDefault(f => f is ["cpu", ..]) ?? [];
        double Cpu(int index) => index < cpu.Length ? Number(cpu[index]) : 0;

        // name: rx bytes, packets, errs, drop, fifo, frame, compressed, multicast, tx bytes, …
        var links = Lines(proc, "net/dev", ' ', ':').Where(f => f.Length >= 17).ToList();
        var outer = links.Where(f => f[0] != "lo").ToList();
        return new NodeCounters(
            Cpu(1) + Cpu(2) + Cpu(3) + Cpu(6) + Cpu(7),
            Cpu(8),
            outer.Sum(f => Number(f[1])),
            outer.Sum(f => Number(f[9])),
            links.Where(f => f[0] == "lo").Sum(f => Number(f[1])),
            Lines(proc, "meminfo").FirstOrDefault(f => f is ["MemAvailable:", _, ..]) is { } memory ? Number(memory[1]) * 1024 : 0,
            Lines(proc, "loadavg").FirstOrDefault() is [var load, ..] ? Number(load) : 0,
            Lines(proc, "uptime").FirstOrDefault() is [var uptime, ..] ? (long)(Number(uptime) * ProcessCounters.TicksPerSecond) : 0);
    }

    private static IEnumerable<string[]> Lines(ProcFileSystem proc, string name, params char[] separators) =>
        (proc.ReadText(name) ?? "").Split('\n').Select(l => l.Split(separators.Length == 0 ? [' '] : separators, StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length > 0);

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
