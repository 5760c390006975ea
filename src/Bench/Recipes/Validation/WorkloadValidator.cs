using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>There is a workload, and each drives a service that exists.</summary>
internal sealed class WorkloadValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        if (context.Spec.Workloads.Count == 0 && context.KeysAt("workloads").Count == 0 && !context.IsBroken("workloads"))
        {
            context.Error(Codes.NoWorkloads, "workloads", "The recipe has no workload.", "Add one below 'workloads:', such as 'load: {kind: http, rate: 500/s, duration: 30s}'.");
        }

        // Services that could not be read are known all the same.
        var several = context.KeysAt("services");
        HashSet<string> known = [.. several, .. context.Services.Select(s => s.Name)];
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            if (workload.Service is { } service && !known.Contains(service) && !context.Problems.IsFull && !context.IsBroken("service"))
            {
                context.Error(Codes.UnknownService, $"workloads.{name}.service",
                    $"Workload {Shown.Quoted(name)} drives {Shown.Quoted(service)}, but there is no such service.", RecipeContext.Suggest(service, known));
            }
            else if (workload is { Service: null, IsOverPattern: false } and not (Iperf3WorkloadSpec or PingWorkloadSpec or QperfWorkloadSpec) && several.Count > 1 && !context.IsBroken($"workloads.{name}.service"))
            {
                context.Error(Codes.ServiceNotChosen, $"workloads.{name}", $"Workload {Shown.Quoted(name)} does not say which service it drives.",
                    $"Add 'service:' with {Shown.Choice(several)}.");
            }
        }
    }
}
