using Bench.Measurement;
using static System.FormattableString;

namespace Bench.Reports.Verdicts;

/// <summary>
/// Too few samples for the percentile that the recipe wants to trust (<c>validity.percentile</c>); the rule is MLPerf's early stopping.
/// Percentiles beyond it are shown too, marked as not supported.
/// </summary>
internal sealed class SampleSizeAnalyser : IAnalyser
{
    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        var percentile = input.Plan.Validity.Percentile;
        foreach (var workload in points.With("latency/p99"))
        {
            var needed = TailSamples.MinimumFor(percentile);
            if (workload.Get("requests")?.Min is { } requests && requests < needed)
            {
                yield return new VerdictReason(
                    "too-few-samples",
                    Invariant($"{workload.Label} has {requests:0} samples a repeat; p{percentile} needs {needed}. Run longer, or lower validity.percentile."),
                    Verdict.Degraded,
                    workload.Point.Id);
            }
        }
    }
}
