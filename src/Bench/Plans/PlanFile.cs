using System.Text.Json;
using Bench.Diagnostics;
using Bench.Recipes.Binding;

namespace Bench.Plans;

/// <summary>
/// Reads and writes <c>plan.json</c>; the same plan is the same text. Keys and values are spelled as in recipes: it is made by what reads and
/// writes those, which the runtime has compiled already when a plan is made. (A serializer for each type of value took 0.1 s to compile.)
/// </summary>
public static class PlanFile
{
    /// <exception cref="JsonException">It is no plan: cut off, of another version, or with values that cannot be read.</exception>
    public static RunPlan FromJson(string json)
    {
        var problems = new DiagnosticBag();
        var plan = new RecordBinder(problems, "The plan").Bind<RunPlan>(JsonTree.Read(json));
        var known = plan?.Schema == RunPlan.CurrentSchema;
        return plan is not null && known && !problems.HasErrors
            ? plan
            : throw new JsonException(known || plan is null ? problems.Sorted("")[0].What : $"the plan is of '{plan.Schema}', not '{RunPlan.CurrentSchema}'.");
    }

    public static string ToJson(RunPlan plan) => JsonTree.Write(SpecWriter.Tree(plan)) + "\n";

    /// <summary>A text that is equal for services that are equal in every detail.</summary>
    internal static string KeyOf(IReadOnlyList<PlannedService> services) => string.Concat(services.Select(s => JsonTree.Write(SpecWriter.Tree(s))));
}
