using Bench.Diagnostics;

namespace Bench.Sdk.Host;

/// <summary>What links programs for another architecture: a gcc that carries its name, binutils of the same kind, and a C library to link against.</summary>
/// <param name="Triple">How compilers call the architecture: <c>aarch64-linux-gnu</c>.</param>
/// <param name="Packages">What brings it all on Debian and Ubuntu, with a space between.</param>
internal sealed record CrossToolchain(string Triple, string Packages)
{
    private static readonly Dictionary<string, CrossToolchain> All = new()
    {
        ["linux-x64"] = new("x86_64-linux-gnu", "gcc-x86-64-linux-gnu libc6-dev-amd64-cross"),
        ["linux-arm64"] = new("aarch64-linux-gnu", "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"),
    };

    public string Gcc => $"{Triple}-gcc";

    public string Objcopy => $"{Triple}-objcopy";

    /// <summary>The toolchain for a runtime that is not this machine's.</summary>
    /// <param name="runtime">One of <see cref="NodeTools.Runtimes"/>.</param>
    /// <param name="missing">What is not there, and how to get it; null where all is.</param>
    public static CrossToolchain For(string runtime, Executables programs, out Diagnostic? missing)
    {
        var chain = All[runtime];
        var gap = new[] { chain.Gcc, chain.Objcopy }.FirstOrDefault(name => programs.Find(name) is null) is { } absent
            ? $"{absent}, which is not on PATH"
            : HasLibrary(programs.Find(chain.Gcc)!) ? null : $"that architecture's C library, which {chain.Gcc} does not find";
        missing = gap is null ? null : new Diagnostic(
            Codes.CrossToolsMissing, null,
            $"bench-load and bench-hello for {runtime} take {gap}.",
            $"On Debian and Ubuntu: apt-get install {chain.Packages}. Or run PublishLoad on a {runtime} machine.");
        return chain;
    }

    // gcc prints the whole path of a file that it would link, and the bare name of one that it does not have.
    private static bool HasLibrary(string gcc)
    {
        var output = "";
        return Tool.Run(Path.GetTempPath(), line => output += line, gcc, "-print-file-name=Scrt1.o") == 0 && Path.IsPathRooted(output);
    }
}
