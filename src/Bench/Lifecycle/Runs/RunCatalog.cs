using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Bench.Diagnostics;
using Bench.Lifecycle.Caching;

namespace Bench.Lifecycle.Runs;

/// <summary>The runs in one folder (<c>.bench/runs</c> or <c>--output-dir</c>): finds, names and makes them.</summary>
/// <param name="root">Absolute.</param>
public sealed class RunCatalog(string root)
{
    private const string LastLink = "last";

    public string Root => root;

    /// <summary>Newest first. Ids begin with the time, so their order is that of time.</summary>
    public IEnumerable<RunFolder> All() =>
        !Directory.Exists(root) ? [] : new DirectoryInfo(root).EnumerateDirectories()
            .Where(d => d.LinkTarget is null && File.Exists(Path.Combine(d.FullName, "run.json")))
            .OrderByDescending(d => d.Name, StringComparer.Ordinal)
            .Select(d => new RunFolder(d.FullName));

    /// <summary>The newest run, or null.</summary>
    public RunFolder? Last()
    {
        var link = new DirectoryInfo(Path.Combine(root, LastLink));
        var folder = link.LinkTarget is { } target ? new RunFolder(Path.GetFullPath(Path.Combine(root, target))) : null;
        return folder is not null && File.Exists(folder.Info) ? folder : All().FirstOrDefault();
    }

    /// <summary>The newest run of a recipe's file, or null.</summary>
    public RunFolder? Newest(string recipePath)
    {
        if (Last() is { } last && ReadInfo(last)?.RecipePath == recipePath)
        {
            return last;
        }

        return All().FirstOrDefault(f => ReadInfo(f)?.RecipePath == recipePath);
    }

    /// <summary>An id, an unambiguous prefix, or <c>last</c>; else <see cref="BenchException"/> with the nearest names.</summary>
    public RunFolder Resolve(string name)
    {
        if (name == LastLink)
        {
            return Last() ?? throw NoSuchRun("There is no run yet.", "Do './build.sh RunBenchmark --recipe FILE' first.");
        }

        var all = All().ToList();
        var found = all.Where(f => f.Id.StartsWith(name, StringComparison.Ordinal)).ToList();
        if (found.Find(f => f.Id == name) is { } exact)
        {
            return exact;
        }

        return found.Count switch
        {
            1 => found[0],
            0 => throw NoSuchRun(
                $"There is no run '{Shown(name)}' in {root}.",
                Nearest.To(name, all.Select(f => f.Id)) is { } near ? $"Did you mean '{near}'?" : "Do './build.sh Status' to see the runs."),
            _ => throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.AmbiguousRun, null,
                $"'{Shown(name)}' fits {found.Count} runs: {string.Join(", ", found.Take(3).Select(f => f.Id))}{(found.Count > 3 ? ", …" : "")}.",
                "Do give more of the id.")),
        };
    }

    /// <summary>Makes a run's folder and points <c>last</c> at it.</summary>
    public RunFolder Create(string recipe, Func<string, RunInfo> info, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var id = $"{stamp}-{recipe}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2))}";
        var folder = new RunFolder(Path.Combine(root, id));
        Directory.CreateDirectory(folder.Path);
        Write(folder, info(id));
        Link(id);
        return folder;
    }

    public static void Write(RunFolder folder, RunInfo info) =>
        AtomicFile.Write(folder.Info, JsonSerializer.Serialize(info, LifecycleJson.Default.RunInfo));

    /// <summary>Null where the file is missing or damaged.</summary>
    public static RunInfo? ReadInfo(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.Info), LifecycleJson.Default.RunInfo);
        }
        catch (Exception problem) when (problem is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>Takes a run's folder away, and the link where it pointed there.</summary>
    public void Remove(RunFolder folder)
    {
        Directory.Delete(folder.Path, recursive: true);
        var link = new DirectoryInfo(Path.Combine(root, LastLink));
        if (link.LinkTarget == folder.Id)
        {
            // Its target is gone: DirectoryInfo.Delete would not find it.
            File.Delete(link.FullName);
            if (All().FirstOrDefault() is { } newest)
            {
                Link(newest.Id);
            }
        }
    }

    // A link cannot be overwritten in place: it is made under another name and renamed over the old one.
    private void Link(string id)
    {
        var temporary = Path.Combine(root, $".{LastLink}.{Environment.ProcessId}");
        File.Delete(temporary);
        File.CreateSymbolicLink(temporary, id);
        if (Rename(temporary, Path.Combine(root, LastLink)) != 0)
        {
            throw new IOException($"{Path.Combine(root, LastLink)} could not be made: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    // File.Move refuses a link to a folder.
    [DllImport("libc", EntryPoint = "rename", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Rename(string from, string to);

    private static BenchException NoSuchRun(string what, string mend) =>
        new(ExitStatus.Usage, new Diagnostic(Codes.NoSuchRun, null, what, mend));

    private static string Shown(string name) => new([.. name.Where(c => !char.IsControl(c)).Take(80)]);
}
