using static System.FormattableString;

namespace Bench.Reports.Verdicts;

/// <summary>The requests did not come as the arrival law has them: queues, and so latencies, are those of another load.</summary>
internal sealed class ArrivalAnalyser : IAnalyser
{
    private const int MostNamed = 4;

    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        var limit = input.Plan.Validity.MaxArrivalDistance.Fraction;
        foreach (var workload in points.With("arrivals/failed"))
        {
            if (workload.Worst("arrivals/distance") is { } distance && distance > limit)
            {
                yield return Reason(workload, Invariant($"the gaps of its requests are {distance:P1} away from the law's ({limit:P1} are allowed)"));
            }
            else if (workload.Worst("arrivals/failed") > 0)
            {
                yield return Reason(workload, Failures(input, workload));
            }
        }
    }

    // Of all repeats, each sentence once; a result of another version may have none.
    private static string Failures(SummaryInput input, WorkloadMetrics workload)
    {
        var failures = input.Runs
            .Where(r => r.Point == workload.Point.Id && r.Workload == workload.Workload)
            .SelectMany(r => r.Result?.ArrivalFailures ?? [])
            .Distinct()
            .ToList();
        return failures.Count == 0 ? "see 'arrivals' in its result.json" : string.Join("; ", failures.Take(MostNamed)) + (failures.Count > MostNamed ? Invariant($"; and {failures.Count - MostNamed} more") : "");
    }

    private static VerdictReason Reason(WorkloadMetrics workload, string why) =>
        new("arrival-audit", $"The arrivals of {workload.Label} were not those that were asked for: {why}.", Verdict.Degraded, workload.Point.Id);
}
