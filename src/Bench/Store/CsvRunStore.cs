using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bench.Store;

/// <summary>The default store: <c>runs.csv</c>, <c>services.csv</c>, <c>clients.csv</c> and <c>metrics.csv</c> in a folder, for spreadsheets, R and pandas.</summary>
/// <param name="folder">Made where it is missing.</param>
public sealed class CsvRunStore(string folder) : IRunStore
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    public string Name => "csv";

    public void Save(StoredRun run)
    {
        using var gate = StoreLock.Take(folder);
        Write([.. Read().Where(r => r.Run != run.Run), run]);
    }

    public IReadOnlyList<StoredRun> Load()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        // A reader takes its turn too: four files are not replaced in one moment.
        using var gate = StoreLock.Take(folder);
        return [.. Read().OrderByDescending(r => r.Started)];
    }

    public void Remove(string run)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        using var gate = StoreLock.Take(folder);
        Write([.. Read().Where(r => r.Run != run)]);
    }

    private List<StoredRun> Read()
    {
        var services = Rows<CsvJob>("services.csv").ToLookup(j => j.Run, j => j.Job());
        var clients = Rows<CsvJob>("clients.csv").ToLookup(j => j.Run, j => j.Job());
        var metrics = Rows<CsvMetric>("metrics.csv").ToLookup(m => m.Run, m => m.Metric());
        return [.. Rows<CsvRun>("runs.csv").Select(r => r.Stored([.. services[r.Run]], [.. clients[r.Run]], [.. metrics[r.Run]]))];
    }

    private void Write(IReadOnlyList<StoredRun> runs)
    {
        WriteFile("services.csv", runs.SelectMany(r => r.Services.Select(j => new CsvJob(r.Run, j))));
        WriteFile("clients.csv", runs.SelectMany(r => r.Clients.Select(j => new CsvJob(r.Run, j))));
        WriteFile("metrics.csv", runs.SelectMany(r => r.Metrics.Select(m => new CsvMetric(r.Run, m))));
        // Last: a run is there once its row is.
        WriteFile("runs.csv", runs.Select(r => new CsvRun(r)));
    }

    private List<T> Rows<T>(string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return [];
        }

        using var reader = new CsvReader(new StreamReader(path), Configuration);
        return [.. reader.GetRecords<T>()];
    }

    private void WriteFile<T>(string name, IEnumerable<T> rows)
    {
        var path = Path.Combine(folder, name);
        using (var writer = new CsvWriter(new StreamWriter(path + ".tmp"), Configuration))
        {
            writer.WriteRecords(rows);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }
}
