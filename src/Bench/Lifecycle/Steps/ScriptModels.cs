using Bench.Plans;
using Bench.Recipes;
using Bench.Scripts;
using Bench.Workloads;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// The scripts of a plan: one for each service of a deployment, one for each workload of a point, and on clusters one for each allocation
/// that they share and each image that is built. Repeats and instances share them.
/// </summary>
internal static class ScriptModels
{
    public const string Service = "service";
    public const string Client = "client";
    public const string Allocation = "allocation";
    public const string Image = "image";

    public static IEnumerable<JobScriptModel> Of(RunPlan plan) =>
        plan.Deployments.SelectMany(d => Of(plan, d)).Concat(Images.Of(plan).Where(i => i.IsBuilt).Select(i => Of(plan, i)));

    /// <summary>The short name of a service's job.</summary>
    public static string Name(PlannedDeployment deployment, PlannedService service) => $"{deployment.Id}-{service.Name}";

    /// <summary>The name of a workload's script; its jobs are called the same with <c>-r1</c>, <c>-r2</c>, … behind.</summary>
    public static string Name(PlannedPoint point, PlannedWorkload workload) => $"{point.Id}-{workload.Name}";

    public static JobScriptModel Of(RunPlan plan, PlannedDeployment deployment, PlannedService service) => new()
    {
        Role = Service,
        Name = Name(deployment, service),
        Service = service.Name,
        Command = service.Command,
        Env = Environment(plan, service.Env),
        Port = service.Port,
        Scheme = service.Scheme,
        Resources = service.Resources,
        StopGrace = service.StopGrace,
        TimeLimit = TimeLimits.Of(plan, deployment, service),
        Container = service.Container,
        Probe = InJobProbe.Words(plan, service),
        IsStep = AllocationLayout.IsShared(plan),
        Site = plan.Site,
    };

    public static JobScriptModel Of(RunPlan plan, PlannedPoint point, PlannedWorkload workload) => new()
    {
        Role = Client,
        Name = Name(point, workload),
        Service = workload.Service,
        Command = WorkloadCatalog.For(workload).Run(workload),
        Env = Environment(plan, workload.Spec.Env),
        Resources = workload.Spec.Resources,
        TimeLimit = TimeLimits.Of(plan, workload),
        Container = workload.Container,
        Probe = InJobProbe.Words(plan, workload),
        Instances = workload.Spec.Instances,
        StartTimeout = workload.Spec.StartTimeout,
        IsOverPattern = workload.Spec.IsOverPattern,
        IsStep = AllocationLayout.IsShared(plan),
        Site = plan.Site,
    };

    public static JobScriptModel Of(RunPlan plan, PlannedImage image) => new()
    {
        Role = Image,
        Name = image.Job,
        Command = [Text.Of(image.Container.Runtime.ToString().ToLowerInvariant())],
        Container = image.Container,
        TimeLimit = Images.BuildLimit,
        Site = plan.Site,
    };

    private static IEnumerable<JobScriptModel> Of(RunPlan plan, PlannedDeployment deployment)
    {
        IEnumerable<JobScriptModel> allocation = AllocationLayout.IsShared(plan) ? [OfAllocation(plan, deployment)] : [];
        return allocation
            .Concat(deployment.Services.Select(s => Of(plan, deployment, s)))
            .Concat(deployment.Points.SelectMany(p => p.Workloads.Select(w => Of(plan, p, w))));
    }

    private static JobScriptModel OfAllocation(RunPlan plan, PlannedDeployment deployment) => new()
    {
        Role = Allocation,
        Name = AllocationLayout.Name(deployment),
        Command = [Text.Of("allocation")],
        Resources = AllocationLayout.Resources(deployment),
        IsOverPattern = deployment.Points.SelectMany(p => p.Workloads).Any(w => w.Spec.IsOverPattern),
        StopGrace = deployment.Services.Select(s => s.StopGrace).DefaultIfEmpty().Max() + TimeSpan.FromSeconds(10),
        TimeLimit = TimeLimits.Of(plan, deployment),
        Site = plan.Site,
    };

    // The cluster's variables are every job's; the recipe's own win. Slurm's templates set the cluster's themselves, for what they load too.
    private static IReadOnlyDictionary<string, Text> Environment(RunPlan plan, IReadOnlyDictionary<string, Text> own) =>
        plan.Site.Env.Count == 0 || plan.Scheduler == "slurm" ? own : plan.Site.Env.Concat(own).GroupBy(e => e.Key).ToDictionary(g => g.Key, g => g.Last().Value);
}
