using System.Security.Cryptography;

namespace Bench.Lifecycle.Caching;

/// <summary>Content hashes of files (SHA-256, hex).</summary>
internal static class Fingerprints
{
    /// <summary>The hash of a file that is not there.</summary>
    public const string Absent = "absent";

    public static string OfFile(string path)
    {
        if (!File.Exists(path))
        {
            return Absent;
        }

        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Changes with every compilation that changed the library: results of other code are never taken for this code's.</summary>
    public static string Tool { get; } = typeof(Fingerprints).Module.ModuleVersionId.ToString("N");
}
