using CsvHelper;

namespace Bench.Store;

/// <summary>The default store: <c>runs.csv</c>, <c>services.csv</c>, <c>clients.csv</c> and <c>metrics.csv</c> in a folder, for spreadsheets, R and pandas.</summary>
public sealed class CsvRunStore : IRunStore
{
    private static readonly string[] JobColumns = ["run", "name", "attempt", "id", "phase", "exit_code", "submitted_utc", "ended_utc"];

    private readonly string _folder;
    private readonly CsvTable<StoredRun> _runs;
    private readonly CsvTable<(string Run, StoredJob Job)> _services;
    private readonly CsvTable<(string Run, StoredJob Job)> _clients;
    private readonly CsvTable<(string Run, StoredMetric Metric)> _metrics;

    /// <param name="folder">Made where it is missing.</param>
    public CsvRunStore(string folder)
    {
        _folder = folder;
        _runs = new(
            Path.Combine(folder, "runs.csv"), ["run", "recipe", "cluster", "verdict", "started_utc", "ended_utc"],
            r => [r.Run, r.Recipe, r.Cluster, r.Verdict, r.Started, r.Ended],
            c => new(c.Text("run"), c.Text("recipe"), c.Text("cluster"), c.Text("verdict"), c.TimeOrNull("started_utc")!.Value, c.TimeOrNull("ended_utc")!.Value, [], [], []));
        _services = new(Path.Combine(folder, "services.csv"), JobColumns, Fields, ReadJob);
        _clients = new(Path.Combine(folder, "clients.csv"), JobColumns, Fields, ReadJob);
        _metrics = new(
            Path.Combine(folder, "metrics.csv"),
            ["run", "point", "set", "metric", "value", "unit", "better", "definition", "n", "min", "max", "stdev"],
            m => [m.Run, m.Metric.Point, m.Metric.Set, m.Metric.Metric, m.Metric.Value, m.Metric.Unit, m.Metric.Better, m.Metric.Definition, m.Metric.N, m.Metric.Min, m.Metric.Max, m.Metric.Stdev],
            c => (c.Text("run"), new(
                c.Text("point"), c.Text("set"), c.Text("metric"), c.Number("value"), c.Text("unit"), c.Text("better"), c.Text("definition"),
                c.CountOrNull("n")!.Value, c.Number("min"), c.Number("max"), c.NumberOrNull("stdev"))));
    }

    public string Name => "csv";

    public void Save(StoredRun run)
    {
        using var gate = StoreLock.Take(_folder);
        // Rows of its jobs without its own are what a crash in the middle of adding left.
        if (_runs.Has(run.Run) || _clients.Has(run.Run) || _services.Has(run.Run))
        {
            Write([.. Read().Where(r => r.Run != run.Run), run]);
            return;
        }

        // A new run is added: the files are not written anew for each of thousands. Its row in runs.csv comes last, and with it the run is there.
        _services.Append(run.Services.Select(j => (run.Run, j)));
        _clients.Append(run.Clients.Select(j => (run.Run, j)));
        _metrics.Append(run.Metrics.Select(m => (run.Run, m)));
        _runs.Append([run]);
    }

    public IReadOnlyList<StoredRun> Load()
    {
        if (!Directory.Exists(_folder))
        {
            return [];
        }

        // A reader takes its turn too: four files are not replaced in one moment.
        using var gate = StoreLock.Take(_folder);
        return [.. Read().OrderByDescending(r => r.Started)];
    }

    public void Remove(string run)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        using var gate = StoreLock.Take(_folder);
        Write([.. Read().Where(r => r.Run != run)]);
    }

    private List<StoredRun> Read()
    {
        var services = _services.Read().ToLookup(j => j.Run, j => j.Job);
        var clients = _clients.Read().ToLookup(j => j.Run, j => j.Job);
        var metrics = _metrics.Read().ToLookup(m => m.Run, m => m.Metric);
        return [.. _runs.Read().Select(r => r with { Services = [.. services[r.Run]], Clients = [.. clients[r.Run]], Metrics = [.. metrics[r.Run]] })];
    }

    private void Write(IReadOnlyList<StoredRun> runs)
    {
        _services.Write(runs.SelectMany(r => r.Services.Select(j => (r.Run, j))));
        _clients.Write(runs.SelectMany(r => r.Clients.Select(j => (r.Run, j))));
        _metrics.Write(runs.SelectMany(r => r.Metrics.Select(m => (r.Run, m))));
        _runs.Write(runs);
    }

    private static object?[] Fields((string Run, StoredJob Job) row) =>
        [row.Run, row.Job.Name, row.Job.Attempt, row.Job.Id, row.Job.Phase, row.Job.ExitCode, row.Job.Submitted, row.Job.Ended];

    private static (string Run, StoredJob Job) ReadJob(CsvReader c) => (c.Text("run"), new(
        c.Text("name"), c.CountOrNull("attempt")!.Value, c.Text("id"), c.Text("phase"), c.CountOrNull("exit_code"), c.TimeOrNull("submitted_utc"), c.TimeOrNull("ended_utc")));
}
