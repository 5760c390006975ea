using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>Gates watch metrics of workloads that exist, and have a limit.</summary>
internal sealed class GateValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        var workloads = context.KeysAt("workloads");
        for (var i = 0; i < context.Spec.Gates.Count; i++)
        {
            var path = $"gates.{i}";
            if (!context.IsBroken($"{path}.metric"))
            {
                Metric(context, path, context.Spec.Gates[i].Metric, workloads);
            }

            Limits(context, path, context.Spec.Gates[i]);
        }
    }

    private static void Metric(RecipeContext context, string path, string metric, IReadOnlyList<string> known)
    {
        var slash = metric.IndexOf('/');
        var workload = slash < 0 ? metric : metric[..slash];
        if (slash <= 0 || slash == metric.Length - 1)
        {
            context.Error(Codes.GateUnknownWorkload, $"{path}.metric", $"{Shown.Quoted(metric)} is no metric of a workload.", "Write workload/metric, such as load/latency/p99.");
        }
        else if (!known.Contains(workload))
        {
            context.Error(Codes.GateUnknownWorkload, $"{path}.metric", $"There is no workload {Shown.Quoted(workload)}.", RecipeContext.Suggest(workload, known));
        }
        else if (context.Spec.Workloads.GetValueOrDefault(workload) is CommandWorkloadSpec && context.KeysAt($"workloads.{workload}.metrics") is var metrics
            && !metrics.Contains(metric[(slash + 1)..]) && metrics.Count > 0)
        {
            context.Error(Codes.GateUnknownWorkload, $"{path}.metric", $"Workload {Shown.Quoted(workload)} has no metric {Shown.Quoted(metric[(slash + 1)..])}.",
                RecipeContext.Suggest(metric[(slash + 1)..], metrics));
        }
    }

    private static void Limits(RecipeContext context, string path, GateSpec gate)
    {
        if (gate is { Min: null, Max: null, WorseBy: null } && !context.IsBroken($"{path}.min") && !context.IsBroken($"{path}.max") && !context.IsBroken($"{path}.worse-by"))
        {
            context.Error(Codes.GateLimit, path, "The gate has no limit.", "Add 'min', 'max' or 'worse-by'.");
        }
        else if (gate.Min > gate.Max)
        {
            context.Error(Codes.GateLimit, path, "No value passes the gate: 'min' is above 'max'.", "Swap them.");
        }
    }
}
