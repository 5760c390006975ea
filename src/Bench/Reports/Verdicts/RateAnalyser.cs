using static System.FormattableString;

namespace Bench.Reports.Verdicts;

/// <summary>The load that was asked for was not delivered: latencies are those of another load.</summary>
internal sealed class RateAnalyser : IAnalyser
{
    // Below this the difference is the rounding of the last request.
    private const double Tolerated = 0.01;

    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        foreach (var workload in points.With("rate/requested"))
        {
            // The law's own chance is not the engine's failure: what was scheduled is what had to be achieved.
            var scheduled = workload.Get("rate/scheduled")?.Value ?? workload.Get("rate/requested")?.Value;
            if (scheduled is not > 0 || workload.Worst("rate/achieved") is not { } achieved)
            {
                continue;
            }

            var share = achieved / scheduled.Value;
            if (share < 1 - Tolerated)
            {
                yield return new VerdictReason(
                    "rate-not-delivered",
                    Invariant($"{workload.Label} achieved {Quantity.Format(achieved, "1/s")} of {Quantity.Format(scheduled.Value, "1/s")} ({share:P1})."),
                    share < input.Plan.Validity.MinRate.Fraction ? Verdict.Invalid : Verdict.Degraded,
                    workload.Point.Id);
            }
        }
    }
}
