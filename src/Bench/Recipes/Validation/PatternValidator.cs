using Bench.Diagnostics;
using Bench.Measurement.Patterns;
using Bench.Recipes.Syntax;

namespace Bench.Recipes.Validation;

/// <summary>A pattern between nodes needs the nodes.</summary>
internal sealed class PatternValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            var path = $"workloads.{name}";
            if (workload.Pattern == PatternKind.Single || context.IsBroken($"{path}.resources.nodes") || context.IsBroken($"{path}.resources"))
            {
                continue;
            }

            var (pattern, nodes) = (KebabCase.Of(workload.Pattern.ToString()), workload.Resources.Nodes);
            if (nodes < 2)
            {
                context.Error(Codes.ImpossiblePattern, $"{path}.pattern", $"The pattern '{pattern}' of workload {Shown.Quoted(name)} is impossible on {nodes} node.",
                    "Add 'resources: {nodes: 2}' or more, or use 'pattern: single'.");
            }
            else if (workload.Pattern is PatternKind.Pairs or PatternKind.Bisection && nodes % 2 == 1)
            {
                context.Error(Codes.ImpossiblePattern, $"{path}.pattern", $"The pattern '{pattern}' of workload {Shown.Quoted(name)} is impossible on {nodes} nodes.",
                    "Give it an even number of nodes.");
            }
            else
            {
                // Better refused than measured as something else: no kind of workload of this version reads it.
                context.Error(Codes.ImpossiblePattern, $"{path}.pattern", $"Workload {Shown.Quoted(name)} is of a kind that runs on one node only.",
                    "Use 'pattern: single'; patterns come with the network workloads.");
            }
        }
    }
}
