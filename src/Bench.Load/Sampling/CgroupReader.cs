using System.Globalization;
using Bench.Measurement;
using Bench.Measurement.Machine;

namespace Bench.Load.Sampling;

/// <summary>
/// What the kernel accounts for the control group of a job: the one that all its processes have in common, where the scheduler made it for this job
/// (a part of the path begins with <c>job_</c>, as Slurm's do). It knows of processes that came and went between two samples, and of the page cache;
/// the wrapper and this process are in it too. Both versions of control groups; nothing where neither tells.
/// </summary>
/// <param name="root">For tests.</param>
internal sealed class CgroupReader(ProcFileSystem proc, TimeProvider time, string root = "/sys/fs/cgroup")
{
    private string? _path;
    private double _used;
    private long _timestamp;

    internal IEnumerable<SeriesRow> Read(IReadOnlyList<ProcStat> processes, string source, string node)
    {
        var groups = processes.Select(p => proc.ReadText($"{p.Pid}/cgroup")).OfType<string>().ToList();
        var at = time.GetUtcNow();
        var timestamp = time.GetTimestamp();
        if (Number(Files(groups, "memory", ["memory.current", "memory.usage_in_bytes"])) is { } memory)
        {
            yield return new SeriesRow(at, source, node, "cgroup/memory", memory, "B");
        }

        var path = Files(groups, "cpuacct", ["cpu.stat", "cpuacct.usage"]);
        if (UsedSeconds(path) is not { } used)
        {
            _path = null;
            yield break;
        }

        if (path == _path && time.GetElapsedTime(_timestamp, timestamp).TotalSeconds is > 0 and var seconds)
        {
            yield return new SeriesRow(at, source, node, "cgroup/cpu", Math.Max(0, used - _used) / seconds, "cores");
        }

        (_path, _used, _timestamp) = (path, used, timestamp);
    }

    // The file of the common group, in whichever version it is.
    private string? Files(List<string> groups, string controller, string[] names)
    {
        foreach (var (mount, controllerOfLine, name) in (ReadOnlySpan<(string, string, string)>)[("", "", names[0]), ("unified", "", names[0]), (controller, controller, names[1])])
        {
            if (Common(groups, controllerOfLine) is { } group && Path.Join(root, mount, group, name) is var path && File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    // Lines are id:controllers:path, in version 2 with no controllers.
    private static string? Common(List<string> groups, string controller)
    {
        string[]? common = null;
        foreach (var group in groups)
        {
            var line = group.Split('\n').Select(l => l.Split(':', 3)).FirstOrDefault(f => f.Length == 3 && f[1].Split(',').Contains(controller));
            var parts = line?[2].Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
            common = common is null ? parts : [.. common.Zip(parts).TakeWhile(p => p.First == p.Second).Select(p => p.First)];
        }

        return common?.Any(p => p.StartsWith("job_", StringComparison.Ordinal)) == true ? string.Join('/', common) : null;
    }

    private static double? UsedSeconds(string? path) =>
        path?.EndsWith("cpu.stat", StringComparison.Ordinal) == true
            ? Text(path)?.Split('\n').FirstOrDefault(l => l.StartsWith("usage_usec ", StringComparison.Ordinal)) is { } line ? Parse(line[11..]) / 1e6 : null
            : Number(path) / 1e9;

    private static double? Number(string? path) => path is not null && Text(path) is { } text ? Parse(text) : null;

    private static double? Parse(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The job ends while we look.
            return null;
        }
    }
}
