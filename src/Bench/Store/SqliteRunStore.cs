using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Bench.Store;

/// <summary>The store in one SQLite file, for questions over many runs: tables <c>runs</c>, <c>services</c>, <c>clients</c>, <c>metrics</c>.</summary>
/// <param name="path">Made where it is missing.</param>
public sealed class SqliteRunStore(string path) : IRunStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS runs (run TEXT PRIMARY KEY, recipe TEXT NOT NULL, cluster TEXT NOT NULL, verdict TEXT NOT NULL,
            started_utc TEXT NOT NULL, ended_utc TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS services (run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, name TEXT NOT NULL, attempt INTEGER NOT NULL,
            id TEXT NOT NULL, phase TEXT NOT NULL, exit_code INTEGER, submitted_utc TEXT, ended_utc TEXT, PRIMARY KEY (run, name, attempt));
        CREATE TABLE IF NOT EXISTS clients (run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, name TEXT NOT NULL, attempt INTEGER NOT NULL,
            id TEXT NOT NULL, phase TEXT NOT NULL, exit_code INTEGER, submitted_utc TEXT, ended_utc TEXT, PRIMARY KEY (run, name, attempt));
        CREATE TABLE IF NOT EXISTS metrics (run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, point TEXT NOT NULL, "set" TEXT NOT NULL,
            metric TEXT NOT NULL, value REAL NOT NULL, unit TEXT NOT NULL, better TEXT NOT NULL, definition TEXT NOT NULL,
            n INTEGER NOT NULL, min REAL NOT NULL, max REAL NOT NULL, stdev REAL, PRIMARY KEY (run, point, metric));
        CREATE INDEX IF NOT EXISTS metrics_by_name ON metrics (metric, run);
        """;

    public string Name => "sqlite";

    public void Save(StoredRun run)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        Execute(connection, "DELETE FROM runs WHERE run = $run", ("$run", run.Run));
        Execute(
            connection, "INSERT INTO runs VALUES ($run, $recipe, $cluster, $verdict, $started, $ended)",
            ("$run", run.Run), ("$recipe", run.Recipe), ("$cluster", run.Cluster), ("$verdict", run.Verdict),
            ("$started", Time(run.Started)), ("$ended", Time(run.Ended)));
        SaveJobs(connection, "services", run.Run, run.Services);
        SaveJobs(connection, "clients", run.Run, run.Clients);
        foreach (var m in run.Metrics)
        {
            Execute(
                connection, "INSERT INTO metrics VALUES ($run, $point, $set, $metric, $value, $unit, $better, $definition, $n, $min, $max, $stdev)",
                ("$run", run.Run), ("$point", m.Point), ("$set", m.Set), ("$metric", m.Metric), ("$value", m.Value), ("$unit", m.Unit),
                ("$better", m.Better), ("$definition", m.Definition), ("$n", m.N), ("$min", m.Min), ("$max", m.Max), ("$stdev", m.Stdev));
        }

        transaction.Commit();
    }

    public IReadOnlyList<StoredRun> Load()
    {
        using var connection = Open();
        var services = Jobs(connection, "services");
        var clients = Jobs(connection, "clients");
        var metrics = Query(connection, "SELECT * FROM metrics ORDER BY rowid", r => (Run: r.GetString(0), Metric: new StoredMetric(
            r.GetString(1), r.GetString(2), r.GetString(3), r.GetDouble(4), r.GetString(5), r.GetString(6), r.GetString(7),
            r.GetInt32(8), r.GetDouble(9), r.GetDouble(10), r.IsDBNull(11) ? null : r.GetDouble(11)))).ToLookup(m => m.Run, m => m.Metric);
        return Query(connection, "SELECT * FROM runs ORDER BY started_utc DESC", r => new StoredRun(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Time(r.GetString(4)), Time(r.GetString(5)),
            [.. services[r.GetString(0)]], [.. clients[r.GetString(0)]], [.. metrics[r.GetString(0)]]));
    }

    public void Remove(string run)
    {
        if (File.Exists(path))
        {
            using var connection = Open();
            Execute(connection, "DELETE FROM runs WHERE run = $run", ("$run", run));
        }
    }

    private SqliteConnection Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // No pool: a connection kept open would keep the file from being removed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        connection.Open();
        Execute(connection, Schema);
        return connection;
    }

    private static void SaveJobs(SqliteConnection connection, string table, string run, IReadOnlyList<StoredJob> jobs)
    {
        foreach (var j in jobs)
        {
            Execute(
                connection, $"INSERT INTO {table} VALUES ($run, $name, $attempt, $id, $phase, $exit, $submitted, $ended)",
                ("$run", run), ("$name", j.Name), ("$attempt", j.Attempt), ("$id", j.Id), ("$phase", j.Phase), ("$exit", j.ExitCode),
                ("$submitted", j.Submitted is { } submitted ? Time(submitted) : null), ("$ended", j.Ended is { } ended ? Time(ended) : null));
        }
    }

    private static ILookup<string, StoredJob> Jobs(SqliteConnection connection, string table) =>
        Query(connection, $"SELECT * FROM {table} ORDER BY rowid", r => (Run: r.GetString(0), Job: new StoredJob(
            r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetInt32(5),
            r.IsDBNull(6) ? null : Time(r.GetString(6)), r.IsDBNull(7) ? null : Time(r.GetString(7))))).ToLookup(j => j.Run, j => j.Job);

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        // Table names above are constants of this class; every value is a parameter.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private static List<T> Query<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> row)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // As above.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
