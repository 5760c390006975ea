using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bench.Measurement.Machine;

/// <summary>Reads <c>/proc</c>. Processes come and go while one reads: what has gone, or may not be read, is null.</summary>
/// <param name="root">For tests.</param>
public sealed class ProcFileSystem(string root = "/proc")
{
    /// <summary>How many letters of the boot id are kept.</summary>
    public const int BootLength = 8;

    /// <summary>How often a process is asked whose environment looks empty: all but the brisk looks are a millisecond apart.</summary>
    private const int MostLooks = 30;

    private const int BriskLooks = 10;

    /// <summary>As much of an environment as is read, in bytes; Slurm's own and a cluster's modules have some 10,000.</summary>
    private const int MostEnvironment = 1 << 18;

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
        var rest = EnvironmentOf(pid).AsSpan();
        while (rest.Length > 0)
        {
            // A shell that begins cuts each variable in two while it reads it: a NUL where '=' belongs.
            if (rest.Length > name.Length && rest.StartsWith(name, StringComparison.Ordinal) && rest[name.Length] is '=' or '\0')
            {
                rest = rest[(name.Length + 1)..];
                return (rest.IndexOf('\0') is var end and >= 0 ? rest[..end] : rest).ToString();
            }

            rest = rest.IndexOf('\0') is var next and >= 0 ? rest[(next + 1)..] : [];
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

    // While a process becomes another program (execve) its environment reads as empty, or not at all, for some microseconds, just when
    // whoever started it looks for it. Nothing else tells the two apart: what really has none, which is rare, costs all the looks.
    private string EnvironmentOf(int pid)
    {
        var spin = new SpinWait();
        for (var look = 0; look < MostLooks; look++)
        {
            try
            {
                if (AtOnce($"{pid}/environ") is { Length: > 0 } text)
                {
                    return text;
                }
            }
            catch (UnauthorizedAccessException)
            {
                break; // another user's
            }
            catch (IOException)
            {
                // Gone or in between: its state tells.
            }

            if (Stat(pid) is null or { HasEnded: true } or { IsKernel: true })
            {
                break;
            }

            spin.SpinOnce(sleep1Threshold: BriskLooks);
        }

        return "";
    }

    // In one read: what exec leaves to a second one is nothing, and the end would be missing.
    private string AtOnce(string name)
    {
        using var file = File.OpenHandle(Path.Combine(root, name));
        var buffer = ArrayPool<byte>.Shared.Rent(MostEnvironment);
        try
        {
            return Encoding.UTF8.GetString(buffer.AsSpan(0, RandomAccess.Read(file, buffer, 0)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
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
