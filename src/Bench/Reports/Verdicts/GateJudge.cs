using Bench.Recipes;
using static System.FormattableString;

namespace Bench.Reports.Verdicts;

/// <summary>Holds the gates of the recipe against the points.</summary>
internal static class GateJudge
{
    public static IReadOnlyList<GateResult> Results(IReadOnlyList<GateSpec> gates, IReadOnlyList<PointSummary> points, RunSummary? baseline) =>
        [.. from gate in gates from point in points from result in Results(gate, point, baseline) select result];

    private static IEnumerable<GateResult> Results(GateSpec gate, PointSummary point, RunSummary? baseline)
    {
        if (point.Metrics.GetValueOrDefault(gate.Metric) is not { Value: { } value } metric)
        {
            yield return new GateResult(gate.Metric, point.Id, null, $"{gate.Metric} was not measured.");
            yield break;
        }

        if (gate.Min is { } min)
        {
            yield return Limit(gate, point, metric, value, value >= min, "at least", min);
        }

        if (gate.Max is { } max)
        {
            yield return Limit(gate, point, metric, value, value <= max, "at most", max);
        }

        if (gate.WorseBy is { } worseBy)
        {
            yield return Compared(gate, point, metric, value, worseBy.Fraction, baseline);
        }
    }

    private static GateResult Limit(GateSpec gate, PointSummary point, MetricSummary metric, double value, bool passed, string word, double limit) =>
        new(gate.Metric, point.Id, passed, $"{Quantity.Format(value, metric.Unit)}, {word} {Quantity.Format(limit, metric.Unit)}");

    private static GateResult Compared(GateSpec gate, PointSummary point, MetricSummary metric, double value, double allowed, RunSummary? baseline)
    {
        // Points are matched by what was set, not by their number: a changed sweep must not compare apples with pears.
        var before = baseline?.Points.FirstOrDefault(p => p.Set.OrderBy(s => s.Key).SequenceEqual(point.Set.OrderBy(s => s.Key)))
            ?.Metrics.GetValueOrDefault(gate.Metric)?.Value;
        if (before is not { } old)
        {
            return new GateResult(gate.Metric, point.Id, null, "there is no VALID run of this recipe to compare with yet.");
        }

        // Not divided by the old value: that may be 0, as the errors of a good run are.
        var worse = (gate.Better ?? metric.Better) == Direction.Higher ? old - value : value - old;
        return new GateResult(
            gate.Metric, point.Id, worse <= allowed * Math.Abs(old),
            Invariant($"{Quantity.Format(value, metric.Unit)} against {Quantity.Format(old, metric.Unit)} in {baseline!.Run}: {Change(worse, Math.Abs(old))}, {allowed:P1} worse is allowed"));
    }

    private static string Change(double worse, double old) =>
        worse == 0 ? "the same" : Invariant($"{(old > 0 ? Invariant($"{Math.Abs(worse) / old:P1} ") : "")}{(worse > 0 ? "worse" : "better")}");
}
