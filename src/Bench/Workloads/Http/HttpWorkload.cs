using System.Globalization;
using Bench.Diagnostics;
using Bench.Measurement.Results;
using Bench.Plans;
using Bench.Recipes;
using Bench.Recipes.Syntax;

namespace Bench.Workloads.Http;

/// <summary>HTTP at planned times by bench-load.</summary>
public sealed class HttpWorkload : IWorkload
{
    private const string ResultFile = "result.json";
    private const string ArrivalsFile = "arrivals.csv";

    // Beside warm-up and measurement: starting, connecting, the drain, and a node that is slow to do all that.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public string Kind => "http";

    public string? ProgressFile => "progress.jsonl";

    public IReadOnlyList<Text> Run(PlannedWorkload workload)
    {
        var spec = Spec(workload);
        return
        [
            Reference("tools.dir", "/bench-load/bench-load"), Text.Of("http"),
            Text.Of("--url"), Reference("service.url"),
            .. HttpRequestFiles.Options(spec),
            .. spec.ArrivalsFile is null ? (Text[])[Text.Of("--rate"), Text.Of(RateOf(spec))] : [],
            Text.Of("--connections"), Number(spec.Connections),
            Text.Of("--threads"), Number(spec.Threads),
            .. spec.Cpus is { } cpus ? (Text[])[Text.Of("--cpus"), Text.Of(cpus)] : [],
            Text.Of("--duration"), Seconds(spec.Duration),
            Text.Of("--warmup"), Seconds(spec.Warmup),
            .. Arrivals(spec),
            Text.Of("--timeout"), Seconds(spec.Timeout),
            .. spec.Pacing != PacingKind.Precise ? (Text[])[Text.Of("--pacing"), Text.Of(KebabCase.Of(spec.Pacing.ToString()))] : [],
            .. spec.Engine != LoadEngineKind.Auto ? (Text[])[Text.Of("--engine"), Text.Of(KebabCase.Of(spec.Engine.ToString()))] : [],
            .. spec.Insecure ? (Text[])[Text.Of("--insecure")] : [],
            .. spec.ConnectOver > TimeSpan.Zero ? (Text[])[Text.Of("--connect-over"), Seconds(spec.ConnectOver)] : [],
            .. spec.Instances > 1 ? (Text[])[Text.Of("--part"), PartOf()] : [],
            .. spec.Headers.SelectMany(h => (Text[])[Text.Of("--header"), Header(h.Key, h.Value)]),
            .. spec.Body is { } body ? (Text[])[Text.Of("--body"), body] : [],
            Text.Of("--out"), Reference("result.dir", "/" + ResultFile),
            Text.Of("--progress"), Reference("result.dir", "/" + ProgressFile),
            .. spec.Args.Count > 0 ? (Text[])[Text.Of("--"), .. spec.Args] : [],
        ];
    }

    public IReadOnlyDictionary<string, string> SetUp(PlannedWorkload workload) => HttpRequestFiles.Of(Spec(workload));

    public TimeSpan TimeLimit(PlannedWorkload workload) => Expected(workload)!.Value + Spec(workload).ConnectOver + Spec(workload).Timeout + Margin;

    public TimeSpan? Expected(PlannedWorkload workload) => Spec(workload).Warmup + Spec(workload).Duration;

    /// <summary>
    /// The clients' results become one (<see cref="HttpLoadResult.Merge"/>), and so do their series. Of a client whose result is missing there is a
    /// problem; the figures are then those of the others.
    /// </summary>
    public WorkloadResult Process(PlannedWorkload workload, ResultFiles files)
    {
        var parts = files.Parts(workload.Spec.Instances);
        var results = new List<HttpLoadResult>();
        var problems = new List<Diagnostic>();
        foreach (var part in parts)
        {
            var path = Path.Combine(part.Directory, ResultFile);
            try
            {
                results.Add(HttpLoadResult.Load(path));
            }
            catch (Exception problem) when (problem is IOException or InvalidDataException)
            {
                var who = parts.Count == 1 ? "Workload" : $"Client {results.Count + problems.Count + 1} of {parts.Count} of workload";
                problems.Add(new Diagnostic(
                    Codes.ResultMissing, new SourcePlace(path),
                    $"{who} '{workload.Name}' left no result that can be read: {problem.Message}",
                    "Look at its log (./build.sh Logs) and run the point again."));
            }
        }

        return results.Count == 0
            ? new WorkloadResult { Problems = problems }
            : HttpResult.Read(workload.Name, HttpLoadResult.Merge(results), files) with { Problems = problems };
    }

    // As bench-load writes rates: one, stages such as 100..1000@30s,500@10s, or max.
    private static string RateOf(HttpWorkloadSpec spec) => spec switch
    {
        { Stages: { } stages } => string.Join(',', stages.Select(s => Stage(s.Rate ?? s.From!.Value, s.Rate ?? s.To!.Value, s.Duration))),
        { Rate.Ramp: { } ramp } => Stage(ramp.From, ramp.To, ramp.Over),
        { Rate.Rate: { } rate } => RateSyntax.Format(rate),
        _ => LoadRate.MaxWord,
    };

    // The last may have no length, which means the same there.
    private static string Stage(Rate from, Rate to, TimeSpan? over) =>
        $"{RateSyntax.Format(from)}{(from == to ? "" : ".." + RateSyntax.Format(to))}{(over is { } length ? $"@{Seconds(length)}" : "")}";

    private static IEnumerable<Text> Arrivals(HttpWorkloadSpec spec)
    {
        if (spec.ArrivalsFile is not null)
        {
            return [Text.Of("--arrivals"), HttpRequestFiles.Arrivals];
        }

        return spec.Rate is { IsMax: true } ? [] :
        [
            Text.Of("--arrivals"), Text.Of(KebabCase.Of(spec.Arrivals.ToString())),
            .. spec.Sigma is { } sigma ? (Text[])[Text.Of("--sigma"), Number(sigma)] : [],
            .. spec.Burstiness is { } burstiness ? (Text[])[Text.Of("--burstiness"), Number(burstiness)] : [],
            Text.Of("--seed"), Number(spec.Seed),
            .. spec.WriteArrivals ? (Text[])[Text.Of("--arrivals-out"), Reference("result.dir", "/" + ArrivalsFile)] : [],
        ];
    }

    private static HttpWorkloadSpec Spec(PlannedWorkload workload) => (HttpWorkloadSpec)workload.Spec;

    private static Text Reference(string name, string after = "") =>
        new(after.Length == 0 ? [new TextPart(name, true)] : [new TextPart(name, true), new TextPart(after, false)]);

    private static Text PartOf() => new([new TextPart("client.index", true), new TextPart("/", false), new TextPart("client.count", true)]);

    private static Text Header(string name, Text value) => new([new TextPart(name + ": ", false), .. value.Parts]);

    private static Text Number(double value) => Text.Of(value.ToString("R", CultureInfo.InvariantCulture));

    private static Text Number(long value) => Text.Of(value.ToString(CultureInfo.InvariantCulture));

    private static Text Seconds(TimeSpan value) => Text.Of(value.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture) + "s");
}
