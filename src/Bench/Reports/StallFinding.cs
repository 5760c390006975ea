namespace Bench.Reports;

/// <summary>A workload whose latency differs much between the intended and the actual send time: something stalled, and a closed-loop client would have missed it.</summary>
/// <param name="Percentile"><c>p99</c>.</param>
/// <param name="Corrected">Seconds, from the intended send time.</param>
/// <param name="Uncorrected">Seconds, from the actual send.</param>
internal sealed record StallFinding(string Point, string Workload, string Percentile, double Corrected, double Uncorrected)
{
    // Three times as long is more than scatter, and below 5 ms the scheduler can explain it.
    private const double Ratio = 3;
    private const double Least = 5e-3;

    public string Text =>
        $"The server or the client stalled: {Percentile} from the intended send time is {Quantity.Format(Corrected, "s")}, "
        + $"from the actual send {Quantity.Format(Uncorrected, "s")}. A closed-loop client would not have seen it.";

    public static IReadOnlyList<StallFinding> In(RunSummary summary) =>
        [.. summary.Points.SelectMany(WorkloadView.Of).Select(Of).OfType<StallFinding>()];

    public static StallFinding? Of(WorkloadView workload)
    {
        // p99 is what most people quote. A stall too short for it may still be in p99.9.
        foreach (var p in new[] { "p99", "p99.9" })
        {
            if (workload.Value("latency/" + p) is { } corrected && workload.Value("latency-uncorrected/" + p) is { } uncorrected
                && corrected > Ratio * uncorrected && corrected - uncorrected > Least)
            {
                return new StallFinding(workload.Point.Id, workload.Name, p, corrected, uncorrected);
            }
        }

        return null;
    }
}
