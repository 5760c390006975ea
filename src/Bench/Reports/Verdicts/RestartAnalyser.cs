namespace Bench.Reports.Verdicts;

/// <summary>A service that was started again: warm caches are gone, and something was wrong.</summary>
internal sealed class RestartAnalyser : IAnalyser
{
    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points) =>
        input.Restarts.Where(r => r.Value > 1).Select(r => new VerdictReason(
            "service-restarted", $"Service '{r.Key}' was started {r.Value} times in this run.", Verdict.Degraded));
}
