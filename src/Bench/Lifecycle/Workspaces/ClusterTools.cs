using System.Security.Cryptography;
using Bench.Diagnostics;
using Bench.Transport;

namespace Bench.Lifecycle.Workspaces;

/// <summary>
/// Puts bench-load and bench-hello where the nodes of a cluster can run them: <c>&lt;workdir&gt;/tools/&lt;hash&gt;</c>, once for all runs with the
/// same programs. On this machine they are run where they were compiled.
/// </summary>
internal sealed class ClusterTools(RunContext run, ITransport transport)
{
    private const int HashLetters = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Programs = ["bench-load", "bench-hello"];

    private Task<string>? _folder;

    /// <summary>The folder on the nodes, with <c>bench-load/bench-load</c> in it.</summary>
    public Task<string> FolderAsync(CancellationToken cancellationToken) => _folder ??= PutAsync(cancellationToken);

    private async Task<string> PutAsync(CancellationToken cancellationToken)
    {
        if (run.Site.IsLocal)
        {
            return run.Options.Tools;
        }

        await MakeWorkdirAsync(cancellationToken).ConfigureAwait(false);
        var local = run.Options.NodeTools is { } make
            ? await make(await RuntimeAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            : null;
        if (local is null || !Programs.All(p => File.Exists(FileOf(local, p))))
        {
            throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.NodeToolsMissing, null,
                "bench-load and bench-hello for the cluster's nodes are not there.",
                "Do './build.sh PublishLoad' and look at what it prints."));
        }

        var folder = Path.Combine(run.Workspace.Shared, "tools", HashOf(local));
        await Task.WhenAll(Programs.Select(p => transport.PutAsync(FileOf(local, p), FileOf(folder, p), executable: true, cancellationToken))).ConfigureAwait(false);
        return folder;
    }

    // The processor of the machine that talks to the scheduler stands for those of the nodes.
    private async Task<string?> RuntimeAsync(CancellationToken cancellationToken)
    {
        var said = await transport.RunAsync(new CommandLine(["uname", "-m"], Timeout: Patience), cancellationToken).ConfigureAwait(false);
        return !said.Succeeded ? null : said.Output.Trim() switch
        {
            "x86_64" => "linux-x64",
            "aarch64" => "linux-arm64",
            "" => null,
            var other => throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.NodeToolsMissing, null,
                $"There are no bench-load and bench-hello for the cluster's processors, {Shown.Quoted(other)}.",
                "They are made for x86-64 and arm64: use a cluster of these.")),
        };
    }

    // First of all, before anything is compiled for it: is there a line, and may we write?
    private async Task MakeWorkdirAsync(CancellationToken cancellationToken)
    {
        try
        {
            await transport.MakeDirectoryAsync(run.Workspace.Root, cancellationToken).ConfigureAwait(false);
        }
        catch (BenchException problem) when (problem.Diagnostics is [{ Code: Codes.FileFailed } first])
        {
            throw new BenchException(problem.Status, new Diagnostic(
                Codes.FolderNotUsable, null,
                $"The workdir {Shown.Path(run.Workspace.Shared)} cannot be used. {first.What}",
                "Set 'workdir' in the cluster file to a folder that you may write to and that all nodes share."));
        }
    }

    private static string FileOf(string folder, string program) => Path.Combine(folder, program, program);

    private static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var program in Programs)
        {
            hash.AppendData(File.ReadAllBytes(FileOf(folder, program)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLetters];
    }
}
