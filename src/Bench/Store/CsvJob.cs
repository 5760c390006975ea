using CsvHelper.Configuration.Attributes;

namespace Bench.Store;

/// <summary>A row of <c>services.csv</c> or <c>clients.csv</c>.</summary>
internal sealed class CsvJob
{
    public CsvJob()
    {
    }

    public CsvJob(string run, StoredJob job)
    {
        (Run, Name, Attempt, Id, Phase) = (run, job.Name, job.Attempt, job.Id, job.Phase);
        (ExitCode, Submitted, Ended) = (job.ExitCode, job.Submitted?.ToUniversalTime(), job.Ended?.ToUniversalTime());
    }

    [Name("run")]
    public string Run { get; set; } = "";

    [Name("name")]
    public string Name { get; set; } = "";

    [Name("attempt")]
    public int Attempt { get; set; }

    [Name("id")]
    public string Id { get; set; } = "";

    [Name("phase")]
    public string Phase { get; set; } = "";

    [Name("exit_code")]
    public int? ExitCode { get; set; }

    [Name("submitted_utc"), Format("O")]
    public DateTimeOffset? Submitted { get; set; }

    [Name("ended_utc"), Format("O")]
    public DateTimeOffset? Ended { get; set; }

    public StoredJob Job() => new(Name, Attempt, Id, Phase, ExitCode, Submitted, Ended);
}
