using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Bench.Metrics;

/// <summary>What this machine is, from /proc and /sys: enough to tell whether two runs can be compared.</summary>
public static class MachineFacts
{
    public static IReadOnlyDictionary<string, string> Read()
    {
        var facts = new Dictionary<string, string>
        {
            ["host"] = Environment.MachineName,
            ["system"] = RuntimeInformation.OSDescription,
            ["kernel"] = Line("/proc/sys/kernel/osrelease") ?? Environment.OSVersion.VersionString,
            ["architecture"] = RuntimeInformation.OSArchitecture.ToString(),
            ["cpu"] = Field("/proc/cpuinfo", "model name") ?? "unknown",
            ["cpus"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["memory"] = Field("/proc/meminfo", "MemTotal") ?? "unknown",
            ["dotnet"] = RuntimeInformation.FrameworkDescription,
            ["bench"] = typeof(MachineFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        };
        Add(facts, "cpu governor", Line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
        Add(facts, "turbo disabled", Line("/sys/devices/system/cpu/intel_pstate/no_turbo"));
        Add(facts, "clock source", Line("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
        Add(facts, "tcp congestion control", Line("/proc/sys/net/ipv4/tcp_congestion_control"));
        Add(facts, "load before", Line("/proc/loadavg"));
        return facts;
    }

    private static void Add(Dictionary<string, string> facts, string name, string? value)
    {
        if (value is not null)
        {
            facts[name] = value;
        }
    }

    private static string? Line(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault()?.Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Not every kernel, container or virtual machine has every one of these files.
            return null;
        }
    }

    private static string? Field(string path, string name)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
