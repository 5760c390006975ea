namespace Bench.Lifecycle.Runs;

/// <summary>Where everything of a run stands: <c>.bench/runs/&lt;id&gt;/</c>. Paths only; nothing is read or written here.</summary>
/// <param name="Path">The folder, absolute.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>The run's id: <c>yyyyMMdd-HHmmss-recipe-4hex</c>.</summary>
    public string Id => System.IO.Path.GetFileName(Path);

    public string Info => In("run.json");

    public string LockFile => In("lock");

    public string Journal => In("journal.jsonl");

    public string RecipeLock => In("recipe.lock.yaml");

    public string Plan => In("plan.json");

    public string Scripts => In("scripts");

    public string Endpoints => In("endpoints.json");

    public string HealthLog => In("health.jsonl");

    public string Environment => In("environment.json");

    public string Results => In("results");

    public string Samples => In("samples");

    public string Metrics => In("metrics");

    public string Timeline => In("timeline.jsonl");

    public string Summary => In("summary.json");

    public string Markdown => In("report.md");

    public string Html => In("report.html");

    /// <summary>Renewed while an orchestrator is attached; jobs end themselves when it grows old.</summary>
    public string Lease => In("lease");

    public string StepRecord(BenchVerb step) => In(System.IO.Path.Combine("steps", step + ".json"));

    public string Job(string name) => In(System.IO.Path.Combine("jobs", name));

    /// <summary>The folder that one workload of one repeat writes to.</summary>
    public string Result(string point, string repeat, string workload) =>
        System.IO.Path.Combine(Results, point, repeat, workload);

    /// <summary>A path of this folder as it is written into records: relative, so that the folder can be moved.</summary>
    public string Relative(string path) => System.IO.Path.GetRelativePath(Path, path);

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
