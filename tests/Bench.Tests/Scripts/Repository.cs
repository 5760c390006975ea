using System.Runtime.CompilerServices;

namespace Bench.Tests.Scripts;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Tests { get; } = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;

    public static string Templates { get; } = Path.GetFullPath(Path.Combine(Tests, "..", "..", "templates"));

    private static string Here([CallerFilePath] string path = "") => path;
}
