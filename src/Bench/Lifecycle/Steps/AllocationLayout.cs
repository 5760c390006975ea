using Bench.Jobs;
using Bench.Plans;
using Bench.Recipes;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// Who runs where in the one allocation of <c>placement: shared</c>: services on the first nodes, clients on those behind them. Workloads
/// run one after the other, so they share the clients' nodes.
/// </summary>
internal static class AllocationLayout
{
    /// <summary>True where the deployment's services and clients are steps of one job.</summary>
    public static bool IsShared(RunPlan plan) => plan.Placement == PlacementKind.Shared && plan.Scheduler == "slurm";

    /// <summary>The short name of the job that holds the allocation.</summary>
    public static string Name(PlannedDeployment deployment) => $"{deployment.Id}-allocation";

    /// <summary>All nodes of the allocation.</summary>
    public static int Nodes(PlannedDeployment deployment) =>
        ServiceNodes(deployment) + deployment.Points.SelectMany(p => p.Workloads).Select(ClientNodes).DefaultIfEmpty().Max();

    public static StepNodes Of(PlannedDeployment deployment, PlannedService service) =>
        new(deployment.Services.TakeWhile(s => s != service).Sum(s => s.Resources.Nodes), service.Resources.Nodes);

    /// <param name="client">From 1.</param>
    public static StepNodes Of(PlannedDeployment deployment, PlannedWorkload workload, int client) =>
        new(ServiceNodes(deployment) + ((client - 1) / workload.Spec.InstancesPerNode * workload.Spec.Resources.Nodes), workload.Spec.Resources.Nodes);

    /// <summary>What the allocation asks for: on every node as much as the most demanding of its steps, or of those that share a node.</summary>
    public static ResourceSpec Resources(PlannedDeployment deployment)
    {
        var all = deployment.Services.Select(s => s.Resources).Concat(deployment.Points.SelectMany(p => p.Workloads).Select(OfNode)).ToList();
        var first = all[0];
        return first with
        {
            Nodes = Nodes(deployment),
            Cpus = all.Max(r => r.Cpus),
            Memory = all.Select(r => r.Memory).Where(m => m is not null).OrderByDescending(m => m!.Value.Bytes).FirstOrDefault(),
            Gpus = all.Max(r => r.Gpus),
        };
    }

    private static int ClientNodes(PlannedWorkload workload) =>
        (workload.Spec.Instances + workload.Spec.InstancesPerNode - 1) / workload.Spec.InstancesPerNode * workload.Spec.Resources.Nodes;

    private static ResourceSpec OfNode(PlannedWorkload workload)
    {
        var (one, count) = (workload.Spec.Resources, Math.Min(workload.Spec.Instances, workload.Spec.InstancesPerNode));
        return one with { Cpus = one.Cpus * count, Memory = one.Memory is { } memory ? new ByteSize(memory.Bytes * count) : null, Gpus = one.Gpus * count };
    }

    private static int ServiceNodes(PlannedDeployment deployment) => deployment.Services.Sum(s => s.Resources.Nodes);
}
