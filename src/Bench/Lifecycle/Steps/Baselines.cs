using System.Text.Json;
using Bench.Lifecycle.Runs;
using Bench.Reports;

namespace Bench.Lifecycle.Steps;

/// <summary>Finds the run that gates compare with: the newest VALID and complete one of the same recipe, before this one.</summary>
internal static class Baselines
{
    public static RunSummary? Find(RunContext run)
    {
        if (!run.Plan.Gates.Any(g => g.WorseBy is not null))
        {
            return null;
        }

        return new RunCatalog(Path.GetDirectoryName(run.Folder.Path)!).All()
            .Where(f => string.CompareOrdinal(f.Id, run.Folder.Id) < 0 && RunCatalog.ReadInfo(f)?.Recipe == run.Info.Recipe)
            .Select(Read)
            .FirstOrDefault(s => s is { Verdict: Verdict.Valid, Complete: true });
    }

    private static RunSummary? Read(RunFolder folder)
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
