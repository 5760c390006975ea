namespace Bench.Reports.Verdicts;

/// <summary>Runs that are missing, broken off, or whose output could not be read.</summary>
internal sealed class CompletenessAnalyser : IAnalyser
{
    public IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points)
    {
        if (!input.Complete)
        {
            var wanted = input.Plan.Points.Sum(p => p.Workloads.Count) * input.Plan.Repeats;
            var whole = input.Runs.Count(r => r.Problem is null && r.Result is { Interrupted: false });
            yield return new VerdictReason(
                "incomplete", $"{whole} of {wanted} measurements were made in full. {input.Stopped}".TrimEnd(), Verdict.Invalid);
        }

        foreach (var run in input.Runs)
        {
            if (run.Problem is not null)
            {
                yield return new VerdictReason("workload-failed", $"{run.Source}: {run.Problem}", Verdict.Invalid, run.Point);
            }

            foreach (var problem in run.Result?.Problems ?? [])
            {
                yield return new VerdictReason("result-unreadable", $"{run.Source}: {problem.What}", Verdict.Invalid, run.Point);
            }

            if (run is { Problem: null, Result.Interrupted: true })
            {
                yield return new VerdictReason("interrupted", $"{run.Source} was stopped before its time; its numbers are those until then.", Verdict.Invalid, run.Point);
            }
        }
    }
}
