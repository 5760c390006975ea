using System.Runtime.InteropServices;

namespace Bench.Support;

/// <summary>qemu's emulator of one program, by which those for arm64 run on an x86-64 machine.</summary>
internal static class Emulator
{
    public const string Runtime = "linux-arm64";

    // The first is that of a qemu without libraries, as Debian packs it.
    private static readonly string[] Names = ["qemu-aarch64-static", "qemu-aarch64"];

    private static readonly string? Program = Names.FirstOrDefault(name =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name))));

    /// <summary>Why programs for arm64 cannot be run; null where they can.</summary>
    public static string? Missing { get; } =
        RuntimeInformation.OSArchitecture != Architecture.X64 ? "This is for x86-64 machines, which emulate arm64."
        : Program is null ? "There is no qemu-aarch64: apt-get install qemu-user-static."
        : !File.Exists(Path.Combine(NodePrograms.FolderOf(Runtime), "bench-load", "bench-load")) ? $"There is no bench-load for arm64: './build.sh PublishLoad --runtime {Runtime}' makes it."
        : null;

    /// <summary>The words that run a program for arm64.</summary>
    /// <param name="system">The folder with that architecture's libraries in <c>lib/</c>.</param>
    public static IEnumerable<string> Words(string system, string program) =>
        [Program!, "-L", system, Path.Combine(NodePrograms.FolderOf(Runtime), program, program)];
}
