using Bench.Jobs;
using Bench.Reports;

namespace Bench.Lifecycle.Steps;

/// <summary>Steps, services and workloads on one time line.</summary>
internal static class RunTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(RunContext run, JobLedger ledger, IEnumerable<MeasuredRun> measured)
    {
        var now = run.Entries.Count == 0 ? run.Info.Created : run.Entries[^1].At;
        return
        [
            .. StepTimes.Read(run),
            .. ledger.Jobs.Where(j => j.Role == ScriptModels.Service && j.Submitted is not null)
                .Select(j => new TimelineEntry("service", j.Name, j.Submitted!.Value, j.Ended ?? now)),
            .. measured.Select(m => new TimelineEntry("workload", m.Source, m.Started, m.Ended, m.Result?.MeasuredFrom)),
        ];
    }
}
