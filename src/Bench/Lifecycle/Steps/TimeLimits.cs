using Bench.Plans;
using Bench.Workloads;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// How long jobs may take. A scheduler wants a limit for every job: what the recipe does not say is derived from what it does say, so that
/// a job that is forgotten by all ends soon after it should have.
/// </summary>
internal static class TimeLimits
{
    /// <summary>Starting, reaching the service, and ending of a client on a node that is slow to do all that.</summary>
    private static readonly TimeSpan ClientMargin = TimeSpan.FromMinutes(1);

    /// <summary>What a service waits for its clients in the queue, in all.</summary>
    private static readonly TimeSpan QueueMargin = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan ServiceMargin = TimeSpan.FromMinutes(5);

    /// <summary>Null: none, on a backend that can do without.</summary>
    public static TimeSpan? Of(RunPlan plan, PlannedDeployment deployment, PlannedService service) =>
        service.Resources.Time ?? (plan.Scheduler == "slurm" ? Of(plan, deployment) : null);

    /// <summary>All that a deployment does.</summary>
    public static TimeSpan Of(RunPlan plan, PlannedDeployment deployment)
    {
        var time = ServiceMargin + (AllocationLayout.IsShared(plan) ? TimeSpan.Zero : QueueMargin);
        time += deployment.Services.Select(s => s.Health.Cap + s.StopGrace).DefaultIfEmpty().Max();
        foreach (var measurement in Progress.Measurements(plan, deployment))
        {
            time += Of(plan, measurement.Workload) + ClientMargin;
        }

        return time;
    }

    /// <summary>Of a client's command; what it waits for others before that is beside it.</summary>
    public static TimeSpan Of(RunPlan plan, PlannedWorkload workload)
    {
        var limit = WorkloadCatalog.For(workload).TimeLimit(workload)
            + (plan.Scheduler == "local" ? TimeSpan.Zero : ClientMargin);
        return workload.Spec.Resources.Time is { } asked && asked < limit ? asked : limit;
    }
}
