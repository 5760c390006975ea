using Bench.Reports.Pairs;
using static System.FormattableString;

namespace Bench.Reports.Verdicts;

/// <summary>
/// Pairs that were not measured, and clients that did not start together. A slow node is neither: the figures are right, and it stands in the findings.
/// </summary>
internal sealed class PairAnalyser : IAnalyser
{
    private const int MostFailures = 4;

    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        foreach (var (point, pairs) in points.SelectMany(p => p.Pairs.Select(w => (p, w))))
        {
            var workload = new WorkloadMetrics(point, pairs.Workload);
            if (pairs.Measured == 0)
            {
                yield return new VerdictReason("zero-output", $"No pair of {workload.Label} was measured{Why(pairs)}.", Verdict.Invalid, point.Id);
            }
            else if (pairs.Failed > 0)
            {
                yield return new VerdictReason(
                    "pairs-failed", Invariant($"{pairs.Failed:#,0} of {pairs.Planned:#,0} measurements of {workload.Label} failed{Why(pairs)}."), Verdict.Degraded, point.Id);
            }

            if (workload.Worst("skew/max") is { } skew && skew > input.Plan.Validity.MaxStartSkew.Fraction * pairs.Duration)
            {
                yield return new VerdictReason(
                    "start-skew",
                    Invariant($"The last client of a round of {workload.Label} started {Quantity.Format(skew, "s")} behind the first, {skew / pairs.Duration:P0} of the {Quantity.Format(pairs.Duration, "s")} that it is measured ({input.Plan.Validity.MaxStartSkew.Fraction:P0} are allowed)."),
                    Verdict.Degraded,
                    point.Id);
            }
        }
    }

    private static string Why(PairSummary pairs)
    {
        var told = string.Join("; ", pairs.Failures.Take(MostFailures).Select(PairWords.Of));
        var more = pairs.Failures.Skip(MostFailures).Sum(f => f.Count);
        return (told.Length > 0 ? ": " + told : "") + (more > 0 ? $"; and {ReportFacts.Count(more, "more pair")}" : "");
    }
}
