using System.Diagnostics;
using System.Text.Json;
using Bench.Measurement.Machine;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Load.Tests.Pairs;

/// <summary>A folder like a job's, in which bench-load pattern is run as jobs run it. Nothing that it started may be left.</summary>
internal sealed class PatternRun : IDisposable
{
    internal PatternRun() => Job = "bench-pairs-" + Guid.NewGuid().ToString("N");

    internal string Job { get; }

    internal string Folder { get; } = Directory.CreateTempSubdirectory("bench-pairs").FullName;

    internal string PlanFile => Path.Combine(Folder, PairPlan.FileName);

    internal string Out => Path.Combine(Folder, "results");

    internal string SecretFile => Path.Combine(Folder, "pattern.secret");

    internal IReadOnlyList<PairRecord> Records => File.Exists(Path.Combine(Out, PairRecord.FileName))
        ? [.. File.ReadAllText(Path.Combine(Out, PairRecord.FileName)).Split('\n')[..^1].Select(PairRecord.FromLine)]
        : [];

    internal PairNodes Nodes => PairNodes.FromJson(File.ReadAllText(Path.Combine(Out, PairNodes.FileName)));

    internal JsonElement Progress => JsonDocument.Parse(File.ReadAllLines(Path.Combine(Out, "progress.jsonl"))[^1]).RootElement;

    /// <summary>Processes that carry the job's name, and the words of each.</summary>
    internal IReadOnlyList<(ProcStat Process, IReadOnlyList<string> Words)> Processes
    {
        get
        {
            var proc = new ProcFileSystem();
            return [.. proc.All().Values.Where(p => !p.HasEnded && proc.Variable(p.Pid, "BENCH_JOB") == Job).Select(p => (p, proc.Words(p.Pid)))];
        }
    }

    public void Dispose()
    {
        foreach (var (process, _) in Processes)
        {
            using var kill = Process.Start("kill", ["-KILL", $"{process.Pid}"]);
            kill.WaitForExit();
        }

        Directory.Delete(Folder, recursive: true);
    }

    internal static PairPlan Plan(string tool, PatternKind kind, int nodes) => new()
    {
        Tool = tool,
        Pattern = new PatternShape { Kind = kind, Nodes = nodes },
        DurationSeconds = 1,
        StartTimeoutSeconds = 30,
    };

    /// <summary>The tool command with a shell script on either side; an empty one is left out.</summary>
    internal static PairPlan Commands(PatternKind kind, int nodes, string server, string client) => Plan("command", kind, nodes) with
    {
        Command = new PairCommandOptions
        {
            Server = server.Length == 0 ? [] : ["sh", "-c", server, "sh", "{{pair.server}}"],
            Client = ["sh", "-c", client, "sh", "{{pair.client}}", "{{pair.server}}", "{{pair.port}}"],
        },
    };

    internal Process Start(PairPlan plan, params string[] more)
    {
        File.WriteAllText(PlanFile, plan.ToJson());
        return Programs.Start(Programs.Load, Job, ["pattern", "--plan", PlanFile, "--out", Out, "--local", .. more]);
    }

    /// <summary>The exit status, and what was said.</summary>
    internal async Task<(int Status, string Output, string Errors)> RunAsync(PairPlan plan, params string[] more)
    {
        using var process = Start(plan, more);
        return await EndAsync(process);
    }

    internal static async Task<(int Status, string Output, string Errors)> EndAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    internal static async Task SignalAsync(string signal, int pid)
    {
        using var kill = Process.Start("kill", [signal, $"{pid}"]);
        await kill.WaitForExitAsync();
    }
}
