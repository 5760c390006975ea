using CsvHelper.Configuration.Attributes;

namespace Bench.Store;

/// <summary>A row of <c>runs.csv</c>.</summary>
internal sealed class CsvRun
{
    public CsvRun()
    {
    }

    public CsvRun(StoredRun run)
    {
        (Run, Recipe, Cluster, Verdict) = (run.Run, run.Recipe, run.Cluster, run.Verdict);
        (Started, Ended) = (run.Started.ToUniversalTime(), run.Ended.ToUniversalTime());
    }

    [Name("run")]
    public string Run { get; set; } = "";

    [Name("recipe")]
    public string Recipe { get; set; } = "";

    [Name("cluster")]
    public string Cluster { get; set; } = "";

    [Name("verdict")]
    public string Verdict { get; set; } = "";

    [Name("started_utc"), Format("O")]
    public DateTimeOffset Started { get; set; }

    [Name("ended_utc"), Format("O")]
    public DateTimeOffset Ended { get; set; }

    public StoredRun Stored(IReadOnlyList<StoredJob> services, IReadOnlyList<StoredJob> clients, IReadOnlyList<StoredMetric> metrics) =>
        new(Run, Recipe, Cluster, Verdict, Started, Ended, services, clients, metrics);
}
