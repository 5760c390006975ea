using Bench.Jobs;
using Bench.Transport;

namespace Bench.Lifecycle.Workspaces;

/// <summary>Brings what jobs wrote on the cluster to the run's folder, so that everything after it works without a line.</summary>
internal static class JobFiles
{
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
        await Task.WhenAll(files.Where(f => Names.Contains(f.Path) || IsSamples(f.Path))
            .Select(f => BringAsync(transport, job.Directory, mirror, f, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Samples of what the job used: one file, or one for each of its nodes.</summary>
    public static bool IsSamples(string name) => name.StartsWith("samples", StringComparison.Ordinal) && name.EndsWith(".csv", StringComparison.Ordinal) && !name.Contains('/');

    /// <summary>All files below a folder of the cluster.</summary>
    public static async Task BringFolderAsync(ITransport transport, string folder, string local, CancellationToken cancellationToken)
    {
        foreach (var file in await transport.ListAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            await BringAsync(transport, folder, local, file, cancellationToken).ConfigureAwait(false);
        }
    }

    // Names come from the cluster: they stay below the folder that they are brought to. What was brought before, and has not grown, is there.
    private static async Task BringAsync(ITransport transport, string folder, string local, FileEntry file, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(Path.Combine(local, file.Path));
        if (!path.StartsWith(Path.GetFullPath(local) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return;
        }

        var known = new FileInfo(path);
        if (known.Exists && known.Length == file.Length && known.LastWriteTimeUtc == file.Modified.UtcDateTime)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (await transport.FetchAsync(Path.Combine(folder, file.Path), path, cancellationToken).ConfigureAwait(false))
        {
            File.SetLastWriteTimeUtc(path, file.Modified.UtcDateTime);
        }
    }
}
