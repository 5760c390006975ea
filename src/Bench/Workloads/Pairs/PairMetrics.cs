using Bench.Measurement.Pairs;
using Bench.Metrics;
using Bench.Recipes;

namespace Bench.Workloads.Pairs;

/// <summary>
/// The metrics of workloads between nodes. Names are a contract; a metric of the tool keeps its definition, and the name's end says how the pairs' values became one.
/// <c>docs/metrics.md</c> explains each.
/// </summary>
public static class PairMetrics
{
    public static readonly MetricDefinition Measured = new(
        "pairs/measured", "1", Direction.Higher, "pairs.measured/1", "Measurements of pairs that gave values.");

    public static readonly MetricDefinition Failed = new(
        "pairs/failed", "1", Direction.Lower, "pairs.failed/1", "Measurements of pairs that gave none, and were not just stopped.");

    public static readonly MetricDefinition SkewMedian = new(
        "skew/median", "s", Direction.Lower, "pairs.skew/1", "From the first client's start to the last one's, of those that were to start together: the median over the rounds.");

    public static readonly MetricDefinition SkewMax = SkewMedian with
    {
        Name = "skew/max",
        Description = "From the first client's start to the last one's, of those that were to start together: the worst round.",
    };

    /// <param name="how">median, worst, best, mean or total.</param>
    public static MetricDefinition Of(PairMetric metric, string how) => new(
        $"{metric.Name}/{how}", metric.Unit, metric.HigherIsBetter ? Direction.Higher : Direction.Lower, metric.Definition, metric.Description);

    /// <summary>The figures of one run.</summary>
    public static IReadOnlyList<MeasuredValue> Values(PairResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var cells = new PairCells([results]);
        var rounds = PairRound.Of(results);
        var values = new List<MeasuredValue>();
        for (var m = 0; m < results.Metrics.Count; m++)
        {
            var (metric, index) = (results.Metrics[m], m);
            var edges = Enumerable.Range(0, results.Nics.Count).SelectMany(nic => cells.Grid(nic, index).Measured()).Select(e => e.Value).ToList();
            if (edges.Count == 0)
            {
                continue;
            }

            Add(metric, "median", Aggregation.Median(edges));
            if (m == 0)
            {
                Add(metric, "worst", metric.HigherIsBetter ? edges.Min() : edges.Max());
                Add(metric, "best", metric.HigherIsBetter ? edges.Max() : edges.Min());
                Add(metric, "mean", edges.Average());
                var totals = rounds.Select(r => r.Total).OfType<double>().ToList();
                if (totals.Count > 0)
                {
                    Add(metric, "total", Aggregation.Median(totals));
                }
            }
        }

        values.Add(new MeasuredValue(Measured, results.Rows.Count(r => r.IsMeasured)));
        values.Add(new MeasuredValue(Failed, results.Rows.Count(r => r.IsFailed)));
        var skews = rounds.Select(r => r.Skew).OfType<double>().ToList();
        if (skews.Count > 0)
        {
            values.Add(new MeasuredValue(SkewMedian, Aggregation.Median(skews)));
            values.Add(new MeasuredValue(SkewMax, skews.Max()));
        }

        return values;

        void Add(PairMetric metric, string how, double value)
        {
            // The sum of a thousand huge ones is no number.
            if (double.IsFinite(value))
            {
                values.Add(new MeasuredValue(Of(metric, how), value));
            }
        }
    }
}
