namespace Bench.Recipes;

/// <summary>Puts <c>service</c> and <c>services</c> on one footing.</summary>
public static class RecipeServices
{
    /// <summary>All services in the order of the recipe. A name is the service's own, else its key under <c>services</c>, else the recipe's.</summary>
    public static IReadOnlyList<ServiceEntry> Of(RecipeSpec recipe)
    {
        var several = recipe.Services.Select(s => new ServiceEntry(s.Value.Name ?? s.Key, $"services.{s.Key}", s.Value));
        return recipe.Service is { } one ? [new(one.Name ?? recipe.Name, "service", one), .. several] : [.. several];
    }

    /// <summary>The service that a workload drives: the one that it names, or the only one; null where that is not clear, and of one that runs over a pattern and names none.</summary>
    public static ServiceEntry? DrivenBy(RecipeSpec recipe, WorkloadSpec workload)
    {
        var all = Of(recipe);
        return workload.Service is { } name
            ? all.FirstOrDefault(s => s.Path == $"services.{name}") ?? all.FirstOrDefault(s => s.Name == name)
            : all.Count == 1 && !workload.IsOverPattern ? all[0] : null;
    }
}
