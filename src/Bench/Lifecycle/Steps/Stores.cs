using System.Text.Json;
using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Reports;
using Bench.Store;

namespace Bench.Lifecycle.Steps;

/// <summary>The run store that the options name, and how a run gets into it.</summary>
internal static class Stores
{
    public static IRunStore Open(BenchOptions options)
    {
        var folder = Path.Combine(options.Root, ".bench", "store");
        return options.Store switch
        {
            "csv" => new CsvRunStore(folder),
            "sqlite" => new SqliteRunStore(Path.Combine(folder, "bench.sqlite")),
            _ => throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.StoreUnknown, null, $"There is no store '{options.Store}'.", "Use csv or sqlite.")),
        };
    }

    public static void Save(RunContext run, RunSummary summary)
    {
        var jobs = run.Ledger.Jobs;
        Open(run.Options).Save(new StoredRun(
            summary.Run,
            summary.Recipe,
            summary.Cluster,
            summary.Verdict.ToString().ToUpperInvariant(),
            summary.Started,
            summary.Ended,
            Jobs(jobs.Where(j => j.Role == ScriptModels.Service)),
            Jobs(jobs.Where(j => j.Role != ScriptModels.Service)),
            [.. summary.Points.SelectMany(Metrics)]));
    }

    private static IReadOnlyList<StoredJob> Jobs(IEnumerable<JobRecord> jobs) =>
        [.. jobs.Select(j => new StoredJob(j.Name, j.Attempt, j.Id ?? "", j.Phase.ToString(), j.ExitCode, j.Submitted, j.Ended))];

    private static IEnumerable<StoredMetric> Metrics(PointSummary point)
    {
        var set = string.Join(' ', point.Set.Select(s => $"{s.Key}={s.Value}"));
        return from metric in point.Metrics
               let m = metric.Value
               where m is { Value: not null, Min: not null, Max: not null }
               select new StoredMetric(
                   point.Id, set, metric.Key, m.Value!.Value, m.Unit, JsonNamingPolicy.KebabCaseLower.ConvertName(m.Better.ToString()),
                   m.Definition, m.N, m.Min!.Value, m.Max!.Value, m.Stdev);
    }
}
