using Bench.Jobs;
using Bench.Transport;

namespace Bench.Lifecycle.Workspaces;

/// <summary>Brings what jobs wrote on the cluster to the run's folder, so that everything after it works without a line.</summary>
internal static class JobFiles
{
    // Up to here files come together, through memory; a service's log may be of any length.
    private const long SmallBytes = 512 * 1024;

    private const int MostTogether = 50;

    // What a job's wrapper leaves for others to read. The rest (its script, its environment) is of no use here.
    private static readonly string[] Names =
        ["started.json", "start.json", "exit.json", "endpoint.json", "clock.json", "stdout.log", "stderr.log", "slurm.log", "beside.log", "probe.jsonl"];

    /// <summary>The job's files; where the workspace is the run's own folder there is nothing to do.</summary>
    public static async Task BringAsync(RunContext run, ITransport transport, JobRecord job, CancellationToken cancellationToken)
    {
        if (run.Workspace.IsRunFolder)
        {
            return;
        }

        var mirror = run.Workspace.MirrorOf(job.Directory);
        Directory.CreateDirectory(mirror);
        var files = await transport.ListAsync(job.Directory, cancellationToken).ConfigureAwait(false);
        await BringAsync(transport, job.Directory, mirror, files.Where(f => Names.Contains(f.Path) || IsSamples(f.Path)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Samples of what the job used: one file, or one for each of its nodes.</summary>
    public static bool IsSamples(string name) => name.StartsWith("samples", StringComparison.Ordinal) && name.EndsWith(".csv", StringComparison.Ordinal) && !name.Contains('/');

    /// <summary>All files below a folder of the cluster.</summary>
    public static async Task BringFolderAsync(ITransport transport, string folder, string local, CancellationToken cancellationToken) =>
        await BringAsync(transport, folder, local, await transport.ListAsync(folder, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private static async Task BringAsync(ITransport transport, string folder, string local, IEnumerable<FileEntry> files, CancellationToken cancellationToken)
    {
        var wanted = files.Where(f => IsBelow(local, f.Path) && !IsKnown(local, f)).ToList();
        var (small, large) = (wanted.Where(f => f.Length <= SmallBytes).ToList(), wanted.Where(f => f.Length > SmallBytes).ToList());
        foreach (var place in wanted.Select(f => Path.GetDirectoryName(Path.Combine(local, f.Path))!).Distinct())
        {
            Directory.CreateDirectory(place);
        }

        foreach (var some in small.Chunk(MostTogether))
        {
            await transport.FetchAsync(folder, [.. some.Select(f => f.Path)], local, cancellationToken).ConfigureAwait(false);
        }

        foreach (var file in large)
        {
            await transport.FetchAsync(Path.Combine(folder, file.Path), Path.Combine(local, file.Path), cancellationToken).ConfigureAwait(false);
        }

        foreach (var file in wanted.Where(f => File.Exists(Path.Combine(local, f.Path))))
        {
            File.SetLastWriteTimeUtc(Path.Combine(local, file.Path), file.Modified.UtcDateTime);
        }
    }

    // Names come from the cluster: they stay below the folder that they are brought to.
    private static bool IsBelow(string local, string name) =>
        Path.GetFullPath(Path.Combine(local, name)).StartsWith(Path.GetFullPath(local) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // What was brought before, and has not grown, is there.
    private static bool IsKnown(string local, FileEntry file)
    {
        var known = new FileInfo(Path.Combine(local, file.Path));
        return known.Exists && known.Length == file.Length && known.LastWriteTimeUtc == file.Modified.UtcDateTime;
    }
}
