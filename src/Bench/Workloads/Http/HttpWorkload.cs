using System.Globalization;
using Bench.Diagnostics;
using Bench.Measurement.Results;
using Bench.Plans;
using Bench.Recipes;

namespace Bench.Workloads.Http;

/// <summary>HTTP at a constant rate by bench-load.</summary>
public sealed class HttpWorkload : IWorkload
{
    private const string ResultFile = "result.json";

    // Beside warm-up and measurement: starting, connecting, the drain, and a node that is slow to do all that.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public string Kind => "http";

    public string? ProgressFile => "progress.jsonl";

    public IReadOnlyList<Text> Command(PlannedWorkload workload)
    {
        var spec = Spec(workload);
        return
        [
            Reference("tools.dir", "/bench-load/bench-load"), Text.Of("http"),
            Text.Of("--url"), Reference("service.url"),
            Text.Of("--path"), spec.Path,
            Text.Of("--method"), Text.Of(spec.Method),
            Text.Of("--rate"), Number(spec.Rate.PerSecond),
            Text.Of("--connections"), Number(spec.Connections),
            Text.Of("--threads"), Number(spec.Threads),
            Text.Of("--duration"), Seconds(spec.Duration),
            Text.Of("--warmup"), Seconds(spec.Warmup),
            Text.Of("--arrivals"), Text.Of(spec.Arrivals.ToString().ToLowerInvariant()),
            Text.Of("--seed"), Number(spec.Seed),
            Text.Of("--timeout"), Seconds(spec.Timeout),
            .. spec.Headers.SelectMany(h => (Text[])[Text.Of("--header"), Header(h.Key, h.Value)]),
            .. spec.Body is { } body ? (Text[])[Text.Of("--body"), body] : [],
            Text.Of("--out"), Reference("result.dir", "/" + ResultFile),
            Text.Of("--progress"), Reference("result.dir", "/" + ProgressFile),
        ];
    }

    public TimeSpan TimeLimit(PlannedWorkload workload) => Expected(workload)!.Value + Spec(workload).Timeout + Margin;

    public TimeSpan? Expected(PlannedWorkload workload) => Spec(workload).Warmup + Spec(workload).Duration;

    public WorkloadResult Process(PlannedWorkload workload, ResultFiles files)
    {
        var path = Path.Combine(files.Directory, ResultFile);
        try
        {
            return HttpResult.Read(workload.Name, HttpLoadResult.Load(path), files);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            return WorkloadResult.Failed(new Diagnostic(
                Codes.ResultMissing, new SourcePlace(path),
                $"Workload '{workload.Name}' left no result that can be read: {problem.Message}",
                "Look at its log (./build.sh Logs) and run the point again."));
        }
    }

    private static HttpWorkloadSpec Spec(PlannedWorkload workload) => (HttpWorkloadSpec)workload.Spec;

    private static Text Reference(string name, string after = "") =>
        new(after.Length == 0 ? [new TextPart(name, true)] : [new TextPart(name, true), new TextPart(after, false)]);

    private static Text Header(string name, Text value) => new([new TextPart(name + ": ", false), .. value.Parts]);

    private static Text Number(double value) => Text.Of(value.ToString("R", CultureInfo.InvariantCulture));

    private static Text Number(long value) => Text.Of(value.ToString(CultureInfo.InvariantCulture));

    private static Text Seconds(TimeSpan value) => Text.Of(value.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture) + "s");
}
