using System.Globalization;
using Bench.Diagnostics;
using Bench.Metrics;
using Bench.Plans;
using Bench.Recipes;
using Bench.Workloads.Command;

namespace Bench.Workloads.Wrk2;

/// <summary>A wrk2, giltene's or DeathStarBench's, or a plain wrk, as it is on the client's node; its output says which.</summary>
public sealed class Wrk2Workload : IWorkload
{
    private const string ScriptFile = "script.lua";

    // Beside the run itself: starting, connecting, and a node that is slow to do all that.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public string Kind => "wrk2";

    public string? ProgressFile => null;

    public IReadOnlyList<Text> Run(PlannedWorkload workload)
    {
        var spec = Spec(workload);
        return
        [
            spec.Program,
            Text.Of("--threads"), Number(spec.Threads),
            Text.Of("--connections"), Number(spec.Connections),
            Text.Of("--duration"), Text.Of(Whole(spec.Duration.TotalSeconds) + "s"),
            Text.Of("--timeout"), Text.Of(Whole(spec.Timeout.TotalSeconds) + "s"),
            // All dialects know this one; -L is not wrk's.
            Text.Of("--latency"),
            .. spec.Rate is { } rate ? (Text[])[Text.Of("--rate"), Text.Of(Whole(rate.PerSecond))] : [],
            .. spec.Distribution is { } law ? (Text[])[Text.Of("-D"), Text.Of(law.ToString().ToLowerInvariant())] : [],
            .. spec.Script is null ? [] : (Text[])[Text.Of("--script"), new([new TextPart("job.dir", true), new TextPart("/" + ScriptFile, false)])],
            .. spec.Headers.SelectMany(h => (Text[])[Text.Of("--header"), new([new TextPart(h.Key + ": ", false), .. h.Value.Parts])]),
            new Text([new TextPart("service.url", true), .. spec.Path.Parts]),
            .. spec.Args.Count > 0 ? (Text[])[Text.Of("--"), .. spec.Args] : [],
        ];
    }

    public IReadOnlyDictionary<string, string> SetUp(PlannedWorkload workload) =>
        Spec(workload).Script is { } script ? new Dictionary<string, string> { [ScriptFile] = File.ReadAllText(script) } : new Dictionary<string, string>();

    public TimeSpan TimeLimit(PlannedWorkload workload) => Spec(workload).Duration + Spec(workload).Timeout + Margin;

    public TimeSpan? Expected(PlannedWorkload workload) => Spec(workload).Duration;

    public WorkloadResult Process(PlannedWorkload workload, ResultFiles files)
    {
        var reports = new List<Wrk2Report>();
        var problems = new List<Diagnostic>();
        foreach (var path in files.Parts(workload.Spec.Instances).Select(p => p.Output))
        {
            try
            {
                reports.Add(Wrk2Output.Read(File.Exists(path) ? File.ReadAllText(path) : throw new OutputException("there is no such file.")));
            }
            catch (OutputException problem)
            {
                problems.Add(new Diagnostic(
                    Codes.MetricNotFound, new SourcePlace(path),
                    $"Workload '{workload.Name}' left nothing that can be read: {problem.Message}",
                    "Look at its log (./build.sh Logs) and run the point again."));
            }
        }

        // What some instances measured is not the load that was asked for.
        return new WorkloadResult { Values = problems.Count > 0 ? [] : [.. Values(reports, Spec(workload))], Problems = problems };
    }

    // Rates and counts of several instances add up. Percentiles cannot be put together: the largest is one that the whole load did not pass.
    private static IEnumerable<MeasuredValue> Values(List<Wrk2Report> reports, Wrk2WorkloadSpec spec)
    {
        var dialect = reports[0].Dialect;
        yield return new MeasuredValue(Wrk2Metrics.Throughput, reports.Sum(r => r.Rate));
        yield return new MeasuredValue(Wrk2Metrics.Requests, reports.Sum(r => r.Requests));
        if (spec.Rate is { } rate)
        {
            yield return new MeasuredValue(Wrk2Metrics.RateRequested, rate.PerSecond * reports.Count);
        }

        yield return new MeasuredValue(Wrk2Metrics.SocketErrors, reports.Sum(r => r.ConnectErrors + r.ReadErrors + r.WriteErrors));
        yield return new MeasuredValue(Wrk2Metrics.Timeouts, reports.Sum(r => r.Timeouts));
        yield return new MeasuredValue(Wrk2Metrics.StatusErrors, reports.Sum(r => r.StatusErrors));
        yield return new MeasuredValue(Wrk2Metrics.BytesRead, reports.Sum(r => r.BytesRead));
        if (reports.TrueForAll(r => r.Samples is not null))
        {
            yield return new MeasuredValue(Wrk2Metrics.Samples, reports.Sum(r => r.Samples!.Value));
        }

        // With nothing recorded, as in a run that was over before the calibration, all latencies are 0 and mean nothing.
        if (reports.Exists(r => r.Samples == 0))
        {
            yield break;
        }

        foreach (var percentile in reports[0].Percentiles.Keys.Where(p => reports.TrueForAll(r => r.Percentiles.ContainsKey(p))))
        {
            yield return new MeasuredValue(
                Wrk2Metrics.Latency(dialect, "p" + percentile.ToString(CultureInfo.InvariantCulture)), reports.Max(r => r.Percentiles[percentile]));
        }

        if (reports.TrueForAll(r => r.Max is not null))
        {
            yield return new MeasuredValue(Wrk2Metrics.Latency(dialect, "max"), reports.Max(r => r.Max!.Value));
        }

        if (reports.TrueForAll(r => r.Mean is not null))
        {
            yield return new MeasuredValue(Wrk2Metrics.Latency(dialect, "mean"), reports.Sum(r => r.Mean!.Value * r.Rate) / reports.Sum(r => r.Rate));
        }
    }

    private static Wrk2WorkloadSpec Spec(PlannedWorkload workload) => (Wrk2WorkloadSpec)workload.Spec;

    private static Text Number(long value) => Text.Of(value.ToString(CultureInfo.InvariantCulture));

    private static string Whole(double value) => Math.Round(value).ToString("0", CultureInfo.InvariantCulture);
}
