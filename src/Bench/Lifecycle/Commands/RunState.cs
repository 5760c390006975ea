using System.Text.Json;
using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Reports;

namespace Bench.Lifecycle.Commands;

/// <summary>A run as Status shows it, read from its folder alone.</summary>
internal sealed record RunState(RunFolder Folder, RunInfo Info, JobLedger Ledger, RunSummary? Summary)
{
    /// <summary><c>planned</c>, <c>running</c> (jobs may live), <c>open</c> (jobs ended, not torn down yet), <c>ended</c>.</summary>
    public string State =>
        Ledger.Jobs.Count == 0 ? "planned"
        : Ledger.Open.Count > 0 ? "running"
        : Ledger.IsTornDown ? "ended"
        : "open";

    public static RunState? Read(RunFolder folder)
    {
        if (RunCatalog.ReadInfo(folder) is not { } info)
        {
            return null;
        }

        return new RunState(folder, info, JobLedger.From(Journal.Read(folder.Journal)), ReadSummary(folder));
    }

    public static RunSummary? ReadSummary(RunFolder folder)
    {
        try
        {
            return File.Exists(folder.Summary) ? SummaryFile.FromJson(File.ReadAllText(folder.Summary)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
