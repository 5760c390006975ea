using System.Security.Cryptography;
using System.Text;
using Bench.Plans;

namespace Bench.Lifecycle.Steps;

/// <summary>The images of a plan.</summary>
internal static class Images
{
    /// <summary>Pulling and converting a large image takes long; more than this is a hang.</summary>
    public static readonly TimeSpan BuildLimit = TimeSpan.FromHours(2);

    private const int HashLetters = 12;

    /// <summary>Each once, in the order in which they are needed.</summary>
    public static IReadOnlyList<PlannedImage> Of(RunPlan plan) =>
    [
        .. plan.Deployments
            .SelectMany(d => d.Services.Select(s => s.Container).Concat(d.Points.SelectMany(p => p.Workloads).Select(w => w.Container)))
            .OfType<PlannedContainer>()
            .DistinctBy(c => c.Image)
            .Select(c => new PlannedImage(c.Image, c) { Job = $"image-{Hash(Encoding.UTF8.GetBytes(c.Image))}" }),
    ];

    /// <summary>The first letters of a SHA-256, enough for a file's name.</summary>
    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..HashLetters];

    /// <summary>A name for the cache that people recognise: <c>redis-8-3f2a….sif</c>.</summary>
    public static string FileName(string source, string hash)
    {
        var name = source[(source.LastIndexOf('/') + 1)..];
        var stem = name.EndsWith(".sif", StringComparison.Ordinal) || name.EndsWith(".def", StringComparison.Ordinal) ? name[..^4] : name;
        var plain = new string([.. stem.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')]).Trim('-', '.');
        return $"{(plain.Length == 0 ? "image" : plain)}-{hash}.sif";
    }
}
