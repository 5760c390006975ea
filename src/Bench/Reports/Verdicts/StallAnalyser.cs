using Bench.Workloads.Http;

namespace Bench.Reports.Verdicts;

/// <summary>
/// Corrected and uncorrected latency disagree: the server (or the way to it) stalled, and a client that waits for its answers would not
/// have seen it. This counts for the tool, not against the results: it is a remark.
/// </summary>
internal sealed class StallAnalyser : IAnalyser
{
    private const double Factor = 3;
    private const double Noticeable = 0.005;

    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        foreach (var workload in points.With("latency-uncorrected/p99"))
        {
            var corrected = workload.Get(HttpMetrics.Latency("p99").Name)?.Value;
            var uncorrected = workload.Get(HttpMetrics.LatencyUncorrected("p99").Name)?.Value;
            if (corrected > uncorrected * Factor && corrected - uncorrected > Noticeable)
            {
                yield return new VerdictReason(
                    "stall-seen",
                    $"Requests of {workload.Label} had to wait before they could be sent: p99 is {Quantity.Format(corrected.Value, "s")} from the intended "
                    + $"send time, {Quantity.Format(uncorrected!.Value, "s")} from the actual send. The service stalled or was overloaded; a client "
                    + "that counts from the send would not have shown it.",
                    Verdict.Valid,
                    workload.Point.Id);
            }
        }
    }
}
