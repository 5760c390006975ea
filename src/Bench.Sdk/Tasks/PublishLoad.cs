using System.Runtime.InteropServices;
using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Sdk.Host;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Bench.Sdk.Tasks;

/// <summary>Builds the bench-load that nodes without .NET can run: native code where a C linker is found, else one self-contained file.</summary>
public sealed class PublishLoad : Task, ICancelableTask
{
    private static readonly string[] Linkers = ["gcc", "clang"];

    /// <summary>The checkout.</summary>
    [Required]
    public string Home { get; set; } = "";

    public override bool Execute()
    {
        HostProcess.TakeOver();
        HostEnvironment.Clean();
        if (BuildEngine is IBuildEngine7 engine)
        {
            engine.AllowFailureWithoutError = true;
        }

        var home = Path.GetFullPath(Home);
        var rid = $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var target = Path.Combine(home, "artifacts", "bench-load", rid);
        var linker = OperatingSystem.IsLinux() ? FindLinker() : null;
        string[] kind = linker is not null
            ? ["-p:PublishAot=true", $"-p:CppCompilerAndLinker={linker}", "-p:DebugType=none"]
            : ["-p:PublishSingleFile=true", "-p:SelfContained=true", "-p:PublishTrimmed=true", "-p:DebugType=none"];
        var log = new EventLog();
        using var attachment = log.Attach(BuildEngine);
        log.On(new MessagePrinted(linker is not null
            ? $"bench-load for {rid}: native code, linked by {linker}"
            : $"bench-load for {rid}: one self-contained file, as no gcc or clang was found"));

        // Its own folder for the work: what was restored for one kind of publishing does not fit another, nor the solution.
        var output = new List<string>();
        var status = Tool.Run(
            home, line => { lock (output) { output.Add(line); } }, Tool.Dotnet,
            ["publish", "src/Bench.Load/Bench.Load.csproj", "-c", "Release", "-r", rid, "-o", target, "--nologo", "-v", "quiet",
            "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:PublishDocumentationFiles=false",
            $"-p:ArtifactsPath={Path.Combine(home, "artifacts", "bench-load", "work", linker is null ? "file" : "native")}", .. kind]);
        if (status == 0)
        {
            log.On(new MessagePrinted(Path.Combine(target, "bench-load")));
            return true;
        }

        foreach (var line in output)
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
        }

        if (status is not null)
        {
            log.On(new DiagnosticRaised(new Diagnostic(Codes.LoadNotPublished, null, "bench-load could not be built.", "The compiler's output is above.")));
        }

        HostProcess.EndWith(ExitStatus.Fault);
        return false;
    }

    public void Cancel() => HostProcess.CancelFromMSBuild();

    private static string? FindLinker()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Linkers.FirstOrDefault(name => folders.Any(folder => File.Exists(Path.Combine(folder, name))));
    }
}
