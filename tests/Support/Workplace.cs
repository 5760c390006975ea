using System.Text;
using System.Text.Json;

namespace Bench.Support;

/// <summary>An empty folder, as a user's: runs go to its <c>.bench/</c>. What is left of its jobs in the end is an error of the test.</summary>
#pragma warning disable CA1852 // not sealed: Bench.ClusterJourneys derives from it
internal class Workplace : IDisposable
#pragma warning restore CA1852
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // What a busy machine does to the client; a verdict that rests on nothing else is no failure of the run's life.
    private static readonly HashSet<string> Busy = ["arrival-audit", "client-saturated", "cpu-stolen", "rate-not-delivered", "send-lag"];

    // Short, and no judge of a busy machine: what is tested is that runs end as they should, not how good the numbers are.
    public static readonly string[] Quick =
    [
        "--set", "workloads.load.duration=1s", "--set", "workloads.load.warmup=200ms", "--set", "validity.max-send-lag=10m",
        "--set", "validity.percentile=50", "--set", "validity.min-rate=1%", "--set", "validity.max-steal=100%",
        "--set", "validity.max-client-cpu=100%", "--set", "validity.max-send-lag-share=1000000%", "--set", "validity.max-arrival-distance=100%",
    ];

    public string Folder { get; } = Directory.CreateTempSubdirectory("bench-journey-").FullName;

    /// <summary>Variables that the test host gets beside the tests' own.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string LastRun => Path.Combine(Folder, ".bench", "runs", "last");

    /// <summary>What the folders of all its jobs begin with, as the jobs name them.</summary>
    protected virtual string JobsRoot => Folder;

    /// <summary>The folders of the last run's jobs, as the tests see them.</summary>
    protected virtual string JobsFolder => Path.Combine(LastRun, "jobs");

    /// <summary>The folder with the tools that build.sh compiled; build.sh itself must have run once.</summary>
    private static string Tools => Path.Combine(Checkout.Path, "artifacts", "host");

    public Launched BuildSh(params IEnumerable<string> arguments) => new(Folder, [Checkout.BuildSh, .. arguments]);

    public async Task<Finished> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = BuildSh(arguments);
        return await process.EndAsync(Patience);
    }

    /// <summary>RunBenchmark, or what --target names, in the test host, which can be told where to die; options are pairs: <c>--detach yes</c>.</summary>
    public async Task<Finished> HostAsync(params IEnumerable<string> arguments)
    {
        using var process = Host(arguments);
        return await process.EndAsync(Patience);
    }

    public Launched Host(params IEnumerable<string> arguments) =>
        new(Folder, Environment, ["dotnet", Checkout.TestHost, "--root", Folder, "--home", Checkout.Path, "--tools", Tools, .. arguments]);

    public string WriteRecipe(string text)
    {
        var path = Path.Combine(Folder, "recipe.yaml");
        File.WriteAllText(path, text);
        return path;
    }

    public JsonElement Summary() => JsonDocument.Parse(File.ReadAllText(Path.Combine(LastRun, "summary.json"))).RootElement;

    public string Verdict() => Summary().GetProperty("verdict").GetString()!;

    /// <summary>The codes of what the verdict rests on.</summary>
    public string[] Reasons() => [.. Summary().GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()!)];

    public void AssertSound() => AssertSound(Summary());

    /// <summary>The run is VALID but for what a busy machine did to its client.</summary>
    public static void AssertSound(JsonElement summary)
    {
        var verdict = summary.GetProperty("verdict").GetString();
        // A reason that leaves the run VALID is a remark.
        var others = summary.GetProperty("reasons").EnumerateArray()
            .Where(r => r.GetProperty("verdict").GetString() != "VALID" && !Busy.Contains(r.GetProperty("code").GetString()!));
        Assert.True(verdict is "VALID" || (verdict is "DEGRADED" && !others.Any()), $"{verdict}: {summary.GetProperty("reasons")}");
    }

    public double Metric(string name) => Summary().GetProperty("points")[0].GetProperty("metrics").GetProperty(name).GetProperty("value").GetDouble();

    public string[] Journal() => File.ReadAllLines(Path.Combine(LastRun, "journal.jsonl"));

    /// <summary>Jobs whose script really began, by their folders.</summary>
    public string[] JobsThatRan() => !Directory.Exists(JobsFolder) ? [] : [.. Directory.EnumerateFiles(JobsFolder, "started.json", SearchOption.AllDirectories)
        .Select(f => Path.GetFileName(Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal)];

    /// <summary>Processes of any job of this workplace's runs: those whose environment names its folder. Those in containers and on the testbed's hosts are seen too.</summary>
    public IReadOnlyList<string> ProcessesLeft()
    {
        var found = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            try
            {
                var environment = File.ReadAllText(Path.Combine(process, "environ"), Encoding.Latin1);
                if (environment.Contains("BENCH_JOB_DIR=" + JobsRoot, StringComparison.Ordinal))
                {
                    found.Add($"{Path.GetFileName(process)}: {File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ')}");
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked, or is another user's.
            }
        }

        return found;
    }

    public virtual void Dispose()
    {
        // Jobs of a test that failed: they name this folder, and end when their lease file is gone; quicker is to ask.
        if (ProcessesLeft().Count > 0 && Directory.Exists(LastRun))
        {
            RunAsync("Teardown", "--run", "last").GetAwaiter().GetResult();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
