using Bench.Diagnostics;
using Bench.Lifecycle.Caching;
using Bench.Metrics;
using Bench.Reports;
using Bench.Workloads.Pairs;

namespace Bench.Lifecycle.Steps;

/// <summary><c>summary.json</c> and <c>metrics/</c> → <c>report.md</c>, <c>report.html</c>. Pure; cached by content.</summary>
internal sealed class ReportStep : IStep
{
    public Task<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (!File.Exists(run.Folder.Summary))
        {
            return Task.FromResult(StepOutcome.Skipped("nothing was collected"));
        }

        var options = new Dictionary<string, string>();
        List<string> series = Directory.Exists(run.Folder.Metrics) ? [.. Directory.EnumerateFiles(run.Folder.Metrics, "*.csv")] : [];
        List<string> inputs = [run.Folder.Summary, run.Folder.RecipeLock, .. series];
        var reason = run.Options.Force ? "of --force" : run.Cache.ReasonToRun(BenchVerb.Report, options, inputs);
        var summary = SummaryFile.FromJson(File.ReadAllText(run.Folder.Summary));
        if (reason is not null)
        {
            run.Own();
            // The tidy results are the summary's own numbers again, and totals, pairs and matrices are no series: not for drawing.
            var rows = series.Where(f => Path.GetFileName(f) is not "results.csv" and not LastFiles.Accounting && !PairFileNames.Has(Path.GetFileName(f))).SelectMany(SeriesFile.Read).ToList();
            var input = new ReportInput { Summary = summary, RecipeText = File.ReadAllText(run.Folder.RecipeLock), Series = rows, Matrices = PairFiles.Read(run.Folder.Metrics, summary) };
            var markdown = MarkdownReport.Render(input);
            AtomicFile.Write(run.Folder.Markdown, markdown);
            AtomicFile.Write(run.Folder.Html, HtmlReport.Render(input));
            run.Cache.Remember(BenchVerb.Report, options, inputs, [run.Folder.Markdown, run.Folder.Html]);
            AppendToStepSummary(markdown);
        }

        run.Observer.On(ClosingTable.Of(summary, run.Folder));
        return Task.FromResult(reason is null ? StepOutcome.UpToDate(run.Folder.Html) : StepOutcome.Done(run.Folder.Html + run.Because(reason)));
    }

    /// <summary>What the results themselves say about the invocation's end: 6 for not valid, 7 for a failed gate.</summary>
    public static (ExitStatus Status, IReadOnlyList<Diagnostic> Problems) Judge(RunContext run)
    {
        if (!File.Exists(run.Folder.Summary))
        {
            return (ExitStatus.Done, []);
        }

        var summary = SummaryFile.FromJson(File.ReadAllText(run.Folder.Summary));
        if (summary.Verdict == Verdict.Invalid)
        {
            return (ExitStatus.NotValid,
            [
                .. summary.Reasons.Where(r => r.Verdict == Verdict.Invalid).Select(r => new Diagnostic(
                    Codes.ReportNotValid, null, $"The results are not valid ({r.Code}): {r.Text}", $"See {run.Folder.Html}.")),
            ]);
        }

        List<Diagnostic> failed =
        [
            .. summary.Gates.Where(g => g.Passed == false).Select(g => new Diagnostic(
                Codes.GateFailed, null, $"A gate failed: {g.Metric} at {g.Point}: {g.Text}.", $"See {run.Folder.Html}.")),
        ];
        return (failed.Count > 0 ? ExitStatus.GateFailed : ExitStatus.Done, failed);
    }

    // GitHub shows this file on the run's page.
    private static void AppendToStepSummary(string markdown)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } path)
        {
            File.AppendAllText(path, markdown + "\n");
        }
    }
}
