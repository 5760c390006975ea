using static System.FormattableString;

namespace Bench.Reports.Verdicts;

/// <summary>"Success" with nothing in it: no request answered, or answers without content.</summary>
internal sealed class ZeroOutputAnalyser : IAnalyser
{
    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        foreach (var workload in points.With("throughput"))
        {
            if (workload.Worst("throughput") is 0)
            {
                yield return new VerdictReason("zero-output", $"{workload.Label} got no good answer at all.", Verdict.Invalid, workload.Point.Id);
            }

            var requests = Math.Max(1, workload.Get("requests")?.Value ?? 0);
            if (workload.Worst("empty-bodies") is { } empty && empty / requests > input.Plan.Validity.MaxEmpty.Fraction)
            {
                yield return new VerdictReason(
                    "empty-answers", Invariant($"{empty:0} good answers to {workload.Label} had no content."), Verdict.Degraded, workload.Point.Id);
            }
        }
    }
}
