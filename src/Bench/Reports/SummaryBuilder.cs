using Bench.Measurement.Histograms;
using Bench.Metrics;
using Bench.Plans;
using Bench.Reports.Pairs;
using Bench.Reports.Verdicts;

namespace Bench.Reports;

/// <summary>Folds the runs of all workloads into one <see cref="RunSummary"/> and judges it. Pure.</summary>
public static class SummaryBuilder
{
    public static RunSummary Build(SummaryInput input)
    {
        var findings = new List<PairFinding>();
        var points = input.Plan.Points.Select(p => Point(p, input, findings)).Where(p => p.Repeats > 0).ToList();
        var reasons = Judge.Reasons(input, points);
        return new RunSummary
        {
            Run = input.Run,
            Recipe = input.Plan.Recipe,
            Description = input.Plan.Description,
            Cluster = input.Plan.Cluster,
            Verdict = reasons.Count == 0 ? Verdict.Valid : reasons.Max(r => r.Verdict),
            Reasons = reasons,
            Findings = findings,
            Started = input.Started,
            Ended = input.Ended,
            Points = points,
            Gates = GateJudge.Results(input.Plan.Gates, points, input.Baseline),
            Timeline = input.Timeline,
            Environment = input.Environment,
            Complete = input.Complete,
            PlannedPoints = input.Plan.Points.Count(),
            EndedBy = input.Stopped?.TrimEnd('.'),
            Tool = input.Environment.TryGetValue("bench", out var version) ? $"bench {version}" : null,
            Command = input.Command,
        };
    }

    private static PointSummary Point(PlannedPoint point, SummaryInput input, List<PairFinding> findings)
    {
        var runs = input.Runs.Where(r => r.Point == point.Id && r.Result is not null).ToList();
        var metrics = new Dictionary<string, MetricSummary>();
        var distributions = new List<Distribution>();
        var pairs = new List<PairSummary>();
        foreach (var workload in point.Workloads)
        {
            var results = runs.Where(r => r.Workload == workload.Name).Select(r => r.Result!).ToList();
            foreach (var metric in results.SelectMany(r => r.Values).GroupBy(v => v.Metric.Name))
            {
                metrics[$"{workload.Name}/{metric.Key}"] = Metric(metric.First().Metric, [.. metric.Select(v => v.Value)]);
            }

            distributions.AddRange(results.SelectMany(r => r.Histograms).GroupBy(h => h.Definition)
                .Select(g => Distribution(workload.Name, g.First().Label, g.Key, LatencyHistogram.Merge(g.Select(h => h.Histogram)))));
            var measured = runs.Where(r => r.Workload == workload.Name && r.Result!.Pairs is not null).Select(r => (r.Repeat, r.Result!.Pairs!)).ToList();
            if (measured.Count > 0)
            {
                var (summary, found) = PairSummaries.Of(point.Id, workload.Name, measured);
                pairs.Add(summary);
                findings.AddRange(found);
            }
        }

        return new PointSummary(point.Id, point.Set, runs.Select(r => r.Repeat).Distinct().Count(), metrics) { Distributions = distributions, Pairs = pairs, PlannedRepeats = input.Plan.Repeats };
    }

    private static MetricSummary Metric(MetricDefinition metric, IReadOnlyList<double> values) => new(
        Aggregation.Median(values),
        metric.Unit,
        metric.Better,
        metric.Definition,
        values.Count,
        values.Min(),
        values.Max(),
        Aggregation.StandardDeviation(values))
    { Values = values };

    private static Distribution Distribution(string workload, string label, string definition, LatencyHistogram histogram) => new(
        workload, definition, label, "s", histogram.Count, PercentileCurve.Of(histogram), PercentileCurve.TrustedTo(histogram.Count))
    { Histogram = histogram.Encode() };
}
