using static System.FormattableString;

namespace Bench.Reports.Verdicts;

/// <summary>Requests that were not answered well.</summary>
internal sealed class ErrorAnalyser : IAnalyser
{
    private const double DegradedShare = 0.1;

    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        var limit = input.Plan.Validity.MaxErrors.Fraction;
        foreach (var workload in points.With("errors"))
        {
            var requests = workload.Get("requests")?.Value ?? 0;
            if (requests <= 0 || workload.Worst("errors") is not { } errors)
            {
                continue;
            }

            var share = errors / requests;
            if (share > limit * DegradedShare)
            {
                yield return new VerdictReason(
                    "errors",
                    Invariant($"{errors:0} of {requests:0} requests of {workload.Label} failed ({share:P2}; {limit:P2} are allowed)."),
                    share > limit ? Verdict.Invalid : Verdict.Degraded,
                    workload.Point.Id);
            }
        }
    }
}
