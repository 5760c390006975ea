using Bench.Plans;
using Bench.Recipes;
using Bench.Tests.Recipes;

namespace Bench.Tests.Plans;

/// <summary>Plans of recipes that stand in tests.</summary>
internal static class Planning
{
    public static RunPlan Plan(string recipe)
    {
        var document = RecipeTesting.Read(recipe);
        return Planner.Create(RecipeExpander.Expand(document), document.Cluster);
    }

    /// <summary>The only service of the only deployment.</summary>
    public static PlannedService Service(string service) => Assert.Single(Assert.Single(Plan($$"""
        name: hello
        service: {{service}}
        workloads:
          load: {kind: http, rate: 100, duration: 1s}
        """).Deployments).Services);
}
