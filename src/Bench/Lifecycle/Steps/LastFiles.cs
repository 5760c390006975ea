using System.Globalization;
using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Workspaces;
using Bench.Metrics;
using Bench.Reports;

namespace Bench.Lifecycle.Steps;

/// <summary>What is known only when all jobs are gone: their last lines, and what the scheduler accounted for them.</summary>
internal static class LastFiles
{
    public const string Accounting = "accounting.csv";

    /// <summary>Nothing fails for it: the jobs are gone, which is what mattered.</summary>
    public static async Task BringAsync(RunContext run, RunJobs jobs, CancellationToken cancellationToken)
    {
        if (run.Site.IsLocal)
        {
            return;
        }

        try
        {
            foreach (var job in jobs.Ledger.Jobs.Where(j => !File.Exists(Path.Combine(run.Workspace.MirrorOf(j.Directory), "exit.json"))))
            {
                await JobFiles.BringAsync(run, jobs.Backend.Transport, job, cancellationToken).ConfigureAwait(false);
            }

            var rows = await jobs.Backend.AccountAsync([.. jobs.Ledger.Jobs.Select(j => j.Handle).OfType<JobHandle>()], cancellationToken).ConfigureAwait(false);
            if (rows.Count > 0)
            {
                SeriesFile.Write(Path.Combine(run.Folder.Metrics, Accounting), rows);
            }

            TellCalls(run, jobs);
        }
        catch (Exception problem) when (problem is BenchException or IOException)
        {
            run.Observer.On(new MessagePrinted($"the jobs' last files were not brought over: {problem.Message}"));
        }
    }

    // A run that asks too often is a nuisance to a centre: everybody can see how often it was. The summary is there already, the report comes after.
    private static void TellCalls(RunContext run, RunJobs jobs)
    {
        var calls = jobs.Backend.SchedulerCalls;
        var facts = new Dictionary<string, string>
        {
            ["scheduler calls"] = string.Join(", ", calls.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")),
            ["scheduler calls per minute"] = (calls.Values.Sum() / Math.Max(jobs.Age.TotalMinutes, 1.0 / 60)).ToString("0.0", CultureInfo.InvariantCulture),
        };
        EnvironmentFile.Add(run, facts);
        if (File.Exists(run.Folder.Summary))
        {
            var summary = SummaryFile.FromJson(File.ReadAllText(run.Folder.Summary));
            AtomicFile.Write(run.Folder.Summary, SummaryFile.ToJson(summary with { Environment = summary.Environment.Concat(facts).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Last().Value) }));
        }
    }
}
