using Bench.Diagnostics;

namespace Bench.Sdk.Host;

/// <summary>A way to make a program for nodes.</summary>
/// <param name="Name">The compiler that links native code; null where none does, and the file has the runtime in it.</param>
/// <param name="Arguments">Those of dotnet publish.</param>
internal sealed record NodeLinker(string? Name, IReadOnlyList<string> Arguments)
{
    private static readonly string[] Compilers = ["gcc", "clang"];

    private static NodeLinker None { get; } = new(null, ["-p:PublishSingleFile=true", "-p:SelfContained=true", "-p:PublishTrimmed=true"]);

    /// <summary>The ways to try, the best one first. Another architecture has none without a linker: what is missing can be had.</summary>
    /// <param name="runtime">One of <see cref="NodeTools.Runtimes"/>.</param>
    /// <param name="missing">Why there is no way; null where there is one.</param>
    public static IReadOnlyList<NodeLinker> For(string runtime, Executables programs, out Diagnostic? missing)
    {
        missing = null;
        if (!OperatingSystem.IsLinux())
        {
            return [None];
        }

        if (runtime != NodeTools.Own)
        {
            var chain = CrossToolchain.For(runtime, programs, out missing);
            return missing is null ? [Native(chain.Gcc, $"-p:ObjCopyName={chain.Objcopy}")] : [];
        }

        return Compilers.FirstOrDefault(name => programs.Find(name) is not null) is { } found ? [Native(found), None] : [None];
    }

    private static NodeLinker Native(string compiler, params ReadOnlySpan<string> more) =>
        new(compiler, ["-p:PublishAot=true", $"-p:CppCompilerAndLinker={compiler}", .. more]);
}
