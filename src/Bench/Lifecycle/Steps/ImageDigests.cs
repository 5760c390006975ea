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
            facts[$"image {source}"] = $"{path} {await DigestAsync(run, path, cancellationToken).ConfigureAwait(false)}";
        }

        return facts;
    }

    private static async Task<string> DigestAsync(RunContext run, string path, CancellationToken cancellationToken)
    {
        try
        {
            var result = await run.Backend.Transport.RunAsync(new CommandLine(["sha256sum", "--", path], Timeout: Patience), cancellationToken).ConfigureAwait(false);
            return result.Succeeded ? "sha256:" + result.Output.TrimStart('\\').Split(' ')[0] : None(result.Error.Length > 0 ? result.Error : "nobody said how sha256sum ended");
        }
        catch (BenchException e)
        {
            return None(e.Diagnostics[0].What);
        }
    }

    // A folder (a sandbox) has no digest, for one.
    private static string None(string why) => $"(no digest: {why.Trim().TrimEnd('.')})";
}
