using Bench.Lifecycle.Steps;
using Bench.Recipes;
using Bench.Scripts;

namespace Bench.Lifecycle;

/// <summary>
/// Reads, plans and renders a small recipe while the host of a whole run still starts, so that the runtime has compiled that code on another
/// core when it is needed. What goes wrong in it goes wrong, and is told, when it counts.
/// </summary>
public static class StartRehearsal
{
    private const string Recipe = """
        name: rehearsal
        service: {kind: http, port: auto, health: {every: 250ms}, resources: {nodes: 1}}
        workloads:
          load: {kind: http, rate: 1, duration: 1s, warmup: 1s, connections: 1}
        """;

    /// <param name="home">The checkout, for its templates.</param>
    public static Task StartAsync(string home) => Task.Run(() =>
    {
        try
        {
            if (RecipeReader.TryReadText(Recipe, "rehearsal.yaml", [], new ClusterCatalog(home), out var document, out _))
            {
                RecipeLock.Write(document);
                var plan = RecipeSource.Plan(document);
                Plans.PlanFile.ToJson(plan);
                var renderer = new ScriptRenderer(new TemplateFinder([Path.Combine(home, "templates")]));
                foreach (var model in ScriptModels.Of(plan))
                {
                    renderer.Render(model, plan.Scheduler);
                }
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Nothing depends on it.
        }
    });
}
