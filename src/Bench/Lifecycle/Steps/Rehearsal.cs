using Bench.Measurement.Arrivals;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;
using Bench.Metrics;
using Bench.Recipes;
using Bench.Reports;
using Bench.Workloads;
using Bench.Workloads.Http;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// Makes a small summary and report of nothing while the service starts, so that the runtime has compiled that code before the load begins:
/// not during the measurement, which it would disturb, and not after it, when somebody waits.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Done before the load begins; what goes wrong in it goes wrong, and is told, when it counts.</summary>
    public static Task StartAsync(RunContext run) => Task.Run(() =>
    {
        try
        {
            Play(run, Path.Combine(run.Folder.Path, "rehearsal.json"));
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            run.Observer.On(new MessagePrinted($"the report's rehearsal failed: {problem.Message}"));
        }
    });

    private static void Play(RunContext run, string file)
    {
        Result(DateTimeOffset.UnixEpoch).Save(file);
        var result = HttpLoadResult.Load(file);
        if (!run.Site.IsLocal)
        {
            // Several clients, and series that come from their nodes.
            result = HttpLoadResult.Merge([result, HttpLoadResult.Load(file)]);
        }

        File.Delete(file);
        var point = run.Plan.Points.First();
        var now = DateTimeOffset.UnixEpoch;
        var files = new ResultFiles("", "p1-load-r1", "node", now);
        var runs = point.Workloads.Where(w => w.Spec is HttpWorkloadSpec)
            .Select(w => new MeasuredRun(point.Id, 1, w.Name, files.Source, now, now, null, HttpResult.Read(w.Name, result, files)))
            .ToList();
        var summary = SummaryFile.FromJson(SummaryFile.ToJson(SummaryBuilder.Build(new SummaryInput
        {
            Run = "rehearsal",
            Plan = run.Plan,
            Runs = runs,
            Started = now,
            Ended = now,
            Environment = EnvironmentFile.With(run, NodeFacts.Of(run)),
            Timeline = [new TimelineEntry("workload", files.Source, now, now.AddSeconds(1), now)],
        })));
        var input = new ReportInput { Summary = summary, RecipeText = "name: rehearsal", Series = [.. runs.SelectMany(r => r.Result!.Series)] };
        SeriesFile.Write(file, input.Series);
        SeriesFile.Read(file);
        File.Delete(file);
        MarkdownReport.Render(input);
        HtmlReport.Render(input);
    }

    private static HttpLoadResult Result(DateTimeOffset now)
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 10; i++)
        {
            histogram.Record(i * 100_000);
        }

        histogram = LatencyHistogram.Decode(histogram.Encode());
        return new HttpLoadResult
        {
            Engine = "rehearsal",
            Options = new HttpLoadOptions { Url = "http://rehearsal/", Rate = 10, Connections = 1, Threads = 1, DurationSeconds = 1 },
            Started = now,
            MeasuredSeconds = 1,
            Counts = new HttpLoadCounts { Scheduled = 10, Sent = 10, Completed = 10, CompletedInTime = 10, Errors = 0, ErrorsByKind = new Dictionary<string, long>() },
            Rates = new HttpLoadRates { Requested = 10, Scheduled = 10, Achieved = 10 },
            Histograms = new HttpLoadHistograms
            {
                Latency = histogram,
                LatencyUncorrected = histogram,
                ErrorLatency = new(),
                SendLag = histogram,
                ClientLag = histogram,
                Connect = histogram,
            },
            PerSecond = [.. Enumerable.Range(0, 2).Select(s => new HttpLoadSecond { Second = s, Scheduled = 5, Sent = 5, Completed = 5, Errors = 0, P50 = 0.001, P99 = 0.002, Max = 0.003 })],
            Client = new ClientUse { UserSeconds = 0, SystemSeconds = 0, CpuShare = 0, BusyShare = 0 },
            Arrivals = new ArrivalAudit { Gaps = 9 },
        };
    }
}
