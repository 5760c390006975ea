using Bench.Plans;
using Bench.Scripts;
using Bench.Workloads;

namespace Bench.Lifecycle.Steps;

/// <summary>The scripts of a plan: one for each service of a deployment, one for each workload of a point. Repeats share them.</summary>
internal static class ScriptModels
{
    public const string Service = "service";
    public const string Client = "client";

    public static IEnumerable<JobScriptModel> Of(RunPlan plan) =>
        plan.Deployments.SelectMany(d => d.Services.Select(s => Of(d, s)).Concat(d.Points.SelectMany(p => p.Workloads.Select(w => Of(p, w)))));

    /// <summary>The short name of a service's job.</summary>
    public static string Name(PlannedDeployment deployment, PlannedService service) => $"{deployment.Id}-{service.Name}";

    /// <summary>The name of a workload's script; its jobs are called the same with <c>-r1</c>, <c>-r2</c>, … behind.</summary>
    public static string Name(PlannedPoint point, PlannedWorkload workload) => $"{point.Id}-{workload.Name}";

    public static JobScriptModel Of(PlannedDeployment deployment, PlannedService service) => new()
    {
        Role = Service,
        Name = Name(deployment, service),
        Service = service.Name,
        Command = service.Command,
        Env = service.Env,
        Port = service.Port,
        Scheme = service.Scheme,
        Resources = service.Resources,
        StopGrace = service.StopGrace,
        TimeLimit = service.Resources.Time,
    };

    public static JobScriptModel Of(PlannedPoint point, PlannedWorkload workload)
    {
        var kind = WorkloadCatalog.For(workload);
        var limit = kind.TimeLimit(workload);
        return new JobScriptModel
        {
            Role = Client,
            Name = Name(point, workload),
            Service = workload.Service,
            Command = kind.Command(workload),
            Env = workload.Spec.Env,
            Resources = workload.Spec.Resources,
            TimeLimit = workload.Spec.Resources.Time is { } asked && asked < limit ? asked : limit,
        };
    }
}
