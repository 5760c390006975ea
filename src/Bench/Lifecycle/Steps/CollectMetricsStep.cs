using Bench.Jobs;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Runs;
using Bench.Measurement;
using Bench.Metrics;
using Bench.Reports;
using Bench.Workloads;

namespace Bench.Lifecycle.Steps;

/// <summary>Results, journal and samples → <c>metrics/*.csv</c>, <c>summary.json</c> and the run store. Repeatable.</summary>
internal sealed class CollectMetricsStep : IStep
{
    public Task<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (!run.HasEffects)
        {
            return Task.FromResult(StepOutcome.Skipped("nothing was submitted yet"));
        }

        var missing = run.Plan.Deployments.SelectMany(d => Progress.Measurements(run.Plan, d)).Count(m => m.Counts && !Progress.IsMeasured(run, m));
        var options = new Dictionary<string, string> { ["missing"] = missing.ToString(System.Globalization.CultureInfo.InvariantCulture), ["stopped"] = run.Stopped ?? "", ["--store"] = run.Options.Store };
        var inputs = Inputs(run);
        var reason = run.Options.Force ? "of --force" : run.Cache.ReasonToRun(BenchVerb.CollectMetrics, options, inputs);
        if (reason is null)
        {
            return Task.FromResult(StepOutcome.UpToDate());
        }

        run.Own();
        var measured = Measured(run, cancellationToken);
        var summary = Summarize(run, measured, missing == 0);
        var pairs = PairFiles.Write(run.Folder.Metrics, measured.Where(m => m.Measurement.Counts).Select(m => m.Run));
        List<string> outputs = [.. WriteSeries(run, measured), .. pairs, run.Folder.Summary];
        AtomicFile.Write(run.Folder.Summary, SummaryFile.ToJson(summary));
        Stores.Save(run, summary);
        run.Cache.Remember(BenchVerb.CollectMetrics, options, inputs, outputs);
        return Task.FromResult(StepOutcome.Done($"{measured.Count} result{(measured.Count == 1 ? "" : "s")}{run.Because(reason)}"));
    }

    private static List<string> Inputs(RunContext run) =>
    [
        run.Folder.Plan,
        run.Folder.Environment,
        .. Files(run.Folder.Samples),
        .. run.Site.IsLocal ? [] : Files(Path.Combine(run.Folder.Path, "jobs")),
        .. Files(run.Folder.Results),
    ];

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];

    private static List<(PlannedMeasurement Measurement, MeasuredRun Run)> Measured(RunContext run, CancellationToken cancellationToken)
    {
        var measured = new List<(PlannedMeasurement, MeasuredRun)>();
        foreach (var measurement in run.Plan.Deployments.SelectMany(d => Progress.Measurements(run.Plan, d)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Progress.ReadOutcome(run, measurement) is { } outcome)
            {
                measured.Add((measurement, Read(run, measurement, outcome)));
            }
        }

        return [.. measured.OrderBy(m => m.Item2.Started)];
    }

    private static MeasuredRun Read(RunContext run, PlannedMeasurement measurement, Outcome outcome)
    {
        var files = new ResultFiles(Progress.Folder(run, measurement), measurement.Name, Node(run, measurement), outcome.Started);
        var result = StartSkew.Add(run, measurement, WorkloadCatalog.For(measurement.Workload).Process(measurement.Workload, files));
        // A client that broke has said why; that it left no result as well is no second problem.
        var unreadable = result.Values.Count == 0 && outcome.Problem is not null;
        return new MeasuredRun(
            measurement.Point.Id, measurement.Number, measurement.Workload.Name, measurement.Name,
            outcome.Started, outcome.Ended, outcome.Problem, unreadable ? null : result);
    }

    // Where its clients ran: one node, or several in one name.
    private static string Node(RunContext run, PlannedMeasurement measurement)
    {
        var ledger = run.Ledger;
        var hosts = measurement.Clients.Select(ledger.Latest).OfType<JobRecord>()
            .Select(j => NodeFacts.Host(run.Workspace.MirrorOf(j.Directory))).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return run.Site.IsLocal || hosts.Count == 0 ? Environment.MachineName : string.Join('+', hosts);
    }

    private static RunSummary Summarize(RunContext run, List<(PlannedMeasurement Measurement, MeasuredRun Run)> measured, bool complete)
    {
        var ledger = run.Ledger;
        var times = run.Entries.Where(e => e.Event is not JournalEvents.Attached and not JournalEvents.TornDown).ToList();
        return SummaryBuilder.Build(new SummaryInput
        {
            Run = run.Folder.Id,
            Plan = run.Plan,
            Runs = [.. measured.Where(m => m.Measurement.Counts).Select(m => m.Run)],
            Started = times.Count == 0 ? run.Info.Created : times[0].At,
            Ended = times.Count == 0 ? run.Info.Created : times[^1].At,
            Timeline = RunTimeline.Of(run, ledger, measured.Select(m => m.Run)),
            Environment = EnvironmentFile.With(run, NodeFacts.Of(run)),
            Complete = complete,
            Command = run.Info.CommandLine,
            Stopped = run.Stopped,
            Restarts = ledger.Jobs.Where(j => j.Role == ScriptModels.Service).GroupBy(j => j.Name).ToDictionary(g => g.Key, g => g.Count()),
            Baseline = Baselines.Find(run),
        });
    }

    // Load comes from the engines' results, resources and scrapes from the samples; all tidy, all on one clock.
    private static IEnumerable<string> WriteSeries(RunContext run, IEnumerable<(PlannedMeasurement Measurement, MeasuredRun Run)> measured)
    {
        var load = Path.Combine(run.Folder.Metrics, "load.csv");
        SeriesFile.Write(load, measured.SelectMany(m => m.Run.Result?.Series ?? []));
        yield return load;
        foreach (var (name, rows) in ResourceSeries.Of(run))
        {
            var path = Path.Combine(run.Folder.Metrics, name);
            SeriesFile.Write(path, rows.Distinct());
            yield return path;
        }

        var results = Path.Combine(run.Folder.Metrics, "results.csv");
        SeriesFile.Write(results, measured.Where(m => m.Measurement.Counts).SelectMany(m => Values(m.Run)));
        yield return results;
    }

    private static IEnumerable<SeriesRow> Values(MeasuredRun run) =>
        (run.Result?.Values ?? []).Select(v => new SeriesRow(
            run.Result!.MeasuredFrom ?? run.Started, run.Source, Environment.MachineName, $"{run.Workload}/{v.Metric.Name}", v.Value, v.Metric.Unit));
}
