using Bench.Diagnostics;
using Bench.Transport;

namespace Bench.Lifecycle.Steps;

/// <summary>The SHA-256 of every image that a run uses, for the report: a tag says little about what was measured.</summary>
internal static class ImageDigests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Facts of the form <c>image NAME → PATH sha256:…</c>. What cannot be read is said as such; nothing fails for it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(RunContext run, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, string>();
        foreach (var (source, path) in run.Images.Paths)
        {
            facts[$"image {source}"] = await DigestAsync(run, path, cancellationToken).ConfigureAwait(false) is { } digest ? $"{path} {digest}" : path;
        }

        return facts;
    }

    private static async Task<string?> DigestAsync(RunContext run, string path, CancellationToken cancellationToken)
    {
        try
        {
            // A sandbox folder has no digest.
            var result = await run.Backend.Transport.RunAsync(new CommandLine(["sha256sum", "--", path], Timeout: Patience), cancellationToken).ConfigureAwait(false);
            return result.Succeeded ? "sha256:" + result.Output.TrimStart('\\').Split(' ')[0] : null;
        }
        catch (BenchException)
        {
            return null;
        }
    }
}
