namespace Bench.Reports.Verdicts;

/// <summary>
/// Corrected and uncorrected latency disagree (<see cref="StallFinding"/>). This counts for the tool, not against the results: it is a remark.
/// </summary>
internal sealed class StallAnalyser : IAnalyser
{
    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points) =>
        from point in points
        from workload in WorkloadView.Of(point)
        let stall = StallFinding.Of(workload)
        where stall is not null
        select new VerdictReason("stall-seen", $"{workload.Name}: {stall.Text}", Verdict.Valid, point.Id);
}
