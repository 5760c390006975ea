using Bench.Recipes;
using static System.FormattableString;

namespace Bench.Reports.Verdicts;

/// <summary>The client, not the service, may be what was measured: late sends, a saturated thread, a CPU that was given to others.</summary>
internal sealed class ClientAnalyser : IAnalyser
{
    private const double InvalidFactor = 10;

    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        foreach (var workload in points.With("client-lag/p99"))
        {
            var limit = input.Plan.Validity.MaxSendLag.TotalSeconds;
            if (workload.Worst("client-lag/p99") is { } lag && lag > limit)
            {
                yield return new VerdictReason(
                    "send-lag",
                    $"The client of {workload.Label} sent late by its own fault: p99 {Quantity.Format(lag, "s")} (limit {Quantity.Format(limit, "s")}).",
                    lag > limit * InvalidFactor ? Verdict.Invalid : Verdict.Degraded,
                    workload.Point.Id);
            }

            else if (workload.Worst("client-lag/p99") is { } late && Interval(input, workload) is { } interval
                && late > interval * input.Plan.Validity.MaxSendLagShare.Fraction)
            {
                yield return new VerdictReason(
                    "send-lag",
                    Invariant($"The client of {workload.Label} sent late by its own fault: p99 {Quantity.Format(late, "s")}, {late / interval:0.#} times the mean interval between requests ({input.Plan.Validity.MaxSendLagShare.Fraction:0.##} are allowed)."),
                    Verdict.Degraded,
                    workload.Point.Id);
            }

            if (workload.Worst("client/busy-share") is { } busy && busy > input.Plan.Validity.MaxClientCpu.Fraction)
            {
                yield return new VerdictReason(
                    "client-saturated",
                    Invariant($"A thread of the client of {workload.Label} was busy {busy:P0} of the time: add threads or nodes."),
                    Verdict.Degraded,
                    workload.Point.Id);
            }

            if (workload.Worst("client/steal-share") is { } steal && steal > input.Plan.Validity.MaxSteal.Fraction)
            {
                yield return new VerdictReason(
                    "cpu-stolen",
                    Invariant($"The hypervisor gave {steal:P0} of the CPU time to others while {workload.Label} ran."),
                    Verdict.Degraded,
                    workload.Point.Id);
            }
        }
    }

    // Seconds between requests of the whole load; null where it has none, or was not meant to keep it.
    private static double? Interval(SummaryInput input, WorkloadMetrics workload)
    {
        var burst = input.Plan.Points.Any(p => p.Id == workload.Point.Id
            && p.Workloads.Any(w => w.Name == workload.Workload && w.Spec is HttpWorkloadSpec { Pacing: PacingKind.Burst }));
        return !burst && workload.Get("rate/requested")?.Value is > 0 and var rate ? 1 / rate : null;
    }
}
