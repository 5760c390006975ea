using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Bench.Diagnostics;
using Bench.Lifecycle;

namespace Bench.Sdk.Host;

/// <summary>
/// The binaries that nodes without .NET can run, <c>artifacts/nodes/&lt;rid&gt;/{bench-load/bench-load, bench-hello/bench-hello}</c>: native code where a
/// C linker is found and does its work, else one self-contained file each. They are built once for each state of their sources.
/// </summary>
public static class NodeTools
{
    private static readonly string[] Sources = ["src/Bench.Load", "src/Bench.Measurement", "src/Bench.Hello"];
    private static readonly string[] Settings = ["Directory.Build.props", "Directory.Packages.props", "global.json"];
    private static readonly (string Project, string Tool)[] Tools = [("Bench.Load", "bench-load"), ("Bench.Hello", "bench-hello")];

    /// <summary>What binaries can be built for.</summary>
    public static IReadOnlyList<string> Runtimes { get; } = ["linux-x64", "linux-arm64"];

    /// <summary>What runs on this machine.</summary>
    internal static string Own { get; } = $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The folder of the binaries, built before where the sources changed (a minute or two); milliseconds where they did not.</summary>
    /// <param name="home">The checkout.</param>
    /// <param name="runtime">One of <see cref="Runtimes"/>; null: this machine's own.</param>
    /// <param name="tell">Is told what is built, and the compiler's output where that fails; also from other threads.</param>
    /// <param name="diagnostics">Why there is no folder; empty where the user cancelled.</param>
    /// <returns>Null where they could not be built, or the user cancelled.</returns>
    public static string? Ensure(string home, string? runtime, Action<string> tell, out IReadOnlyList<Diagnostic> diagnostics) =>
        Ensure(home, runtime, tell, Tool.Dotnet, Executables.OnPath, out diagnostics);

    /// <summary>The same as <see cref="BenchOptions.NodeTools"/> wants it: what is wrong is thrown (status Usage).</summary>
    public static Func<string?, CancellationToken, Task<string>> MakeAsync(string home, Action<string> tell) => (runtime, cancellationToken) => Task.Run(
        () => Ensure(home, runtime, tell, out var diagnostics) ?? throw (diagnostics.Count > 0 ? new BenchException(ExitStatus.Usage, [.. diagnostics]) : new OperationCanceledException()),
        cancellationToken);

    /// <summary>The target PublishLoad: what was built and where, or why not, goes to <paramref name="log"/>; the process's status is set.</summary>
    /// <param name="runtime">One of <see cref="Runtimes"/>, or <c>BENCH_RUNTIME</c>; this machine's own where there is neither.</param>
    internal static bool Publish(string home, string? runtime, IBenchObserver log)
    {
        runtime = HostParameters.Given(runtime, "BENCH_RUNTIME");
        if (Ensure(home, runtime, line => log.On(new MessagePrinted(line)), out var diagnostics) is { } folder)
        {
            log.On(new MessagePrinted(folder));
            return true;
        }

        foreach (var diagnostic in diagnostics)
        {
            log.On(new DiagnosticRaised(diagnostic));
        }

        HostProcess.EndWith(diagnostics.All(d => d.Code == Codes.LoadNotPublished) ? ExitStatus.Fault : ExitStatus.Usage);
        return false;
    }

    internal static string? Ensure(
        string home, string? runtime, Action<string> tell, string dotnet, Executables programs, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(tell);
        diagnostics = [];
        var rid = runtime ?? Own;
        if (runtime is not null && !Runtimes.Contains(runtime))
        {
            diagnostics = [new(Codes.BadParameterValue, null, $"--runtime cannot be '{runtime}'.", $"Choose one of: {string.Join(", ", Runtimes)}.")];
            return null;
        }

        var nodes = Path.Combine(Path.GetFullPath(home), "artifacts", "nodes");
        var (target, stamp) = (Path.Combine(nodes, rid), Path.Combine(nodes, rid + ".stamp"));
        if (IsCurrent(target, stamp, Fingerprint(home)))
        {
            return target;
        }

        var linkers = NodeLinker.For(rid, programs, out var missing);
        if (missing is not null)
        {
            diagnostics = [missing];
            return null;
        }

        if (runtime is null)
        {
            var other = Runtimes.First(r => r != rid);
            tell($"{other} is left out: 'PublishLoad --runtime {other}' makes it, where there is a linker for it.");
        }

        Directory.CreateDirectory(nodes);
        using var only = Lock(Path.Combine(nodes, "lock"));
        var fingerprint = Fingerprint(home);
        if (only is null || IsCurrent(target, stamp, fingerprint))
        {
            return only is null ? null : target;
        }

        var made = Path.Combine(nodes, rid + ".new");
        foreach (var linker in linkers)
        {
            switch (Publish(home, tell, dotnet, rid, linker, made))
            {
                case Outcome.Made:
                    Replace(made, target, stamp, fingerprint);
                    return target;
                case Outcome.Cancelled:
                    return null;
                case Outcome.WrongSources:
                    diagnostics = [Failure];
                    return null;
                default:
                    break;
            }
        }

        diagnostics = [Failure];
        return null;
    }

    private static Diagnostic Failure { get; } =
        new(Codes.LoadNotPublished, null, "bench-load or bench-hello could not be built for the nodes.", "The compiler's output is above.");

    private enum Outcome
    {
        Made,
        Cancelled,
        WrongSources,
        Failed,
    }

    // Its own folder for the work: what was restored for one kind of publishing does not fit another, nor the solution.
    private static Outcome Publish(string home, Action<string> tell, string dotnet, string rid, NodeLinker linker, string made)
    {
        Remove(made);
        tell(linker.Name is not null
            ? $"bench-load and bench-hello for {rid}: native code, linked by {linker.Name}…"
            : $"bench-load and bench-hello for {rid}: one self-contained file each, as no C linker does…");
        foreach (var (project, tool) in Tools)
        {
            var output = new List<string>();
            var status = Tool.Run(
                home, line => { lock (output) { output.Add(line); } }, dotnet,
                ["publish", $"src/{project}/{project}.csproj", "-c", "Release", "-r", rid, "-o", Path.Combine(made, tool), "--nologo", "-v", "quiet",
                "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:PublishDocumentationFiles=false", "-p:DebugType=none",
                $"-p:ArtifactsPath={Path.Combine(home, "artifacts", "nodes", "work", linker.Name is null ? "file" : "native", rid)}", .. linker.Arguments]);
            if (status is null)
            {
                return Outcome.Cancelled;
            }

            if (status != 0 || !File.Exists(Path.Combine(made, tool, tool)))
            {
                output.ForEach(tell);
                return output.Exists(l => l.Contains(": error CS", StringComparison.Ordinal)) ? Outcome.WrongSources : Outcome.Failed;
            }

            tell(Made(Path.Combine(made, tool, tool)));
        }

        return Outcome.Made;
    }

    private static string Made(string file)
    {
        var glibc = GlibcNeed.Of(file);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(file)}: {new FileInfo(file).Length / 1e6:F1} MB, {(glibc is null ? "needs no glibc" : $"needs glibc {glibc} or newer")}{(glibc > GlibcNeed.Oldest ? $"; {GlibcNeed.Oldest} was the aim" : "")}");
    }

    // Whoever copies the old ones just now keeps them: they are moved away whole, and their stamp goes before they do.
    private static void Replace(string made, string target, string stamp, string fingerprint)
    {
        File.Delete(stamp);
        var old = target + ".old";
        Remove(old);
        if (Directory.Exists(target))
        {
            Directory.Move(target, old);
        }

        Directory.Move(made, target);
        File.WriteAllText(stamp, fingerprint);
        Remove(old);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsCurrent(string target, string stamp, string fingerprint) =>
        File.Exists(stamp) && File.ReadAllText(stamp) == fingerprint && Tools.All(t => File.Exists(Path.Combine(target, t.Tool, t.Tool)));

    /// <summary>A hash over all that the binaries are made from; another one means other binaries.</summary>
    /// <param name="home">The checkout.</param>
    public static string Fingerprint(string home)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Sources
            .SelectMany(s => Directory.EnumerateFiles(Path.Combine(home, s), "*", SearchOption.AllDirectories))
            .Concat(Settings.Select(s => Path.Combine(home, s)).Where(File.Exists))
            .Select(f => Path.GetRelativePath(home, f))
            .Where(f => Path.GetExtension(f) is ".cs" or ".csproj" or ".props" or ".targets" or ".json" or ".S" or ".lua")
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var content = File.ReadAllBytes(Path.Combine(home, file));
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Two at once must not both build. Null where the user cancelled while another does.
    private static FileStream? Lock(string path)
    {
        using var cancelled = new ManualResetEventSlim();
        using var subscription = HostProcess.OnCancel(_ => cancelled.Set());
        do
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process holds it.
            }
        }
        while (!cancelled.Wait(TimeSpan.FromMilliseconds(200)));
        return null;
    }
}
