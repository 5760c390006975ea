using System.Globalization;
using System.Text;

namespace Bench.Measurement.Machine;

/// <summary>Reads <c>/proc</c>. Processes come and go while one reads: what has gone, or may not be read, is null.</summary>
/// <param name="root">For tests.</param>
public sealed class ProcFileSystem(string root = "/proc")
{
    /// <summary>How many letters of the boot id are kept.</summary>
    public const int BootLength = 8;

    private string? _boot;

    /// <summary>The first letters of the machine's boot id: times since boot and pids mean something beside it only. <c>unknown</c> where it cannot be read.</summary>
    public string Boot => _boot ??= (ReadText("sys/kernel/random/boot_id") ?? "").Trim() is { Length: >= BootLength } id ? id[..BootLength] : "unknown";

    public ProcSnapshot Snapshot() => new(this);

    /// <summary>All processes at about one moment, by pid.</summary>
    public Dictionary<int, ProcStat> All()
    {
        var result = new Dictionary<int, ProcStat>();
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Stat(pid) is { } stat)
            {
                result[pid] = stat;
            }
        }

        return result;
    }

    public ProcStat? Stat(int pid) => ReadText($"{pid}/stat") is { } line ? ProcStat.TryParse(pid, line) : null;

    /// <summary>The value of a variable as the process was started with it.</summary>
    public string? Variable(int pid, string name)
    {
        var environment = ReadText($"{pid}/environ");
        if (environment is null)
        {
            return null;
        }

        foreach (var entry in environment.AsSpan().Split('\0'))
        {
            var text = environment.AsSpan(entry);
            if (text.Length > name.Length && text[name.Length] == '=' && text.StartsWith(name, StringComparison.Ordinal))
            {
                return text[(name.Length + 1)..].ToString();
            }
        }

        return null;
    }

    /// <summary>The command line's words; empty for kernel threads, zombies and what has gone.</summary>
    public IReadOnlyList<string> Words(int pid) => ReadText($"{pid}/cmdline") is { Length: > 0 } line ? line.TrimEnd('\0').Split('\0') : [];

    /// <summary>What a descriptor of a process points to: a path, or <c>socket:[inode]</c>.</summary>
    public string? Link(int pid, string descriptor) => LinkTarget(Path.Combine(root, pid.ToString(CultureInfo.InvariantCulture), "fd", descriptor));

    /// <summary>All descriptors' targets; null where they may not be read.</summary>
    public IReadOnlyList<string>? Links(int pid)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.Combine(root, pid.ToString(CultureInfo.InvariantCulture), "fd")).Select(LinkTarget).OfType<string>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that has gone has nothing open; one that is there but closed to us is not known.
            return e is UnauthorizedAccessException ? null : [];
        }
    }

    /// <summary>A file below <c>/proc</c>.</summary>
    public string? ReadText(string name)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(root, name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
