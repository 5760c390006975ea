using Bench.Metrics;
using Bench.Recipes;
using Bench.Workloads;

namespace Bench.Lifecycle.Steps;

/// <summary>How far apart clients began that were to start together.</summary>
internal static class StartSkew
{
    private static readonly MetricDefinition Metric = new(
        "start-skew", "s", Direction.Lower, "clients.start-skew/1",
        "Time from the first client's start to the last one's, each by its node's clock, corrected by that clock's offset from the shared file system's.");

    /// <summary>The result with the skew added, where there were several clients and all of them told when they began.</summary>
    public static WorkloadResult Add(RunContext run, PlannedMeasurement measurement, WorkloadResult result)
    {
        if (measurement.Clients.Count < 2)
        {
            return result;
        }

        var ledger = run.Ledger;
        var starts = measurement.Clients
            .Select(c => ledger.Latest(c) is { } job ? NodeFacts.Start(run.Workspace.MirrorOf(job.Directory)) : null)
            .ToList();
        return starts.Contains(null) ? result
            : result with { Values = [.. result.Values, new MeasuredValue(Metric, (starts.Max() - starts.Min())!.Value)] };
    }
}
