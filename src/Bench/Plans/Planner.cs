using Bench.Recipes;

namespace Bench.Plans;

/// <summary>Makes the plan of a run from the points of a recipe. Pure: no clock, no files, no machine.</summary>
public static class Planner
{
    /// <param name="points">The expanded recipe, one entry for each combination of the sweep; not empty.</param>
    /// <param name="cluster">Where it runs.</param>
    public static RunPlan Create(IReadOnlyList<RecipePoint> points, Cluster cluster)
    {
        var recipe = points[0].Spec;
        return new RunPlan
        {
            Recipe = recipe.Name,
            Description = recipe.Description,
            Cluster = cluster.Name,
            Scheduler = cluster.Spec.Scheduler.ToString().ToLowerInvariant(),
            Site = cluster.Spec,
            Placement = recipe.Placement,
            Deployments = Deployments(points, cluster.Spec),
            Metrics = recipe.Metrics,
            Validity = recipe.Validity,
            Gates = recipe.Gates,
            Repeats = recipe.Repeat,
            Warmups = recipe.Warmup,
        };
    }

    // Points whose services are the same to the letter share a deployment, so that a sweep over the load restarts nothing.
    private static List<PlannedDeployment> Deployments(IReadOnlyList<RecipePoint> points, ClusterSpec site)
    {
        var byServices = new Dictionary<string, (IReadOnlyList<PlannedService> Services, List<PlannedPoint> Points)>();
        foreach (var point in points)
        {
            var services = Services(point.Spec, site);
            // One point needs no key to be told from others.
            var key = points.Count == 1 ? "" : PlanFile.KeyOf(services);
            if (!byServices.TryGetValue(key, out var group))
            {
                byServices[key] = group = (services, []);
            }

            group.Points.Add(new PlannedPoint { Id = point.Id, Set = point.Set, Workloads = Workloads(point.Spec, site) });
        }

        return [.. byServices.Values.Select((g, i) => new PlannedDeployment { Id = $"d{i + 1}", Services = g.Services, Points = g.Points })];
    }

    private static List<PlannedService> Services(RecipeSpec recipe, ClusterSpec site)
    {
        var services = recipe.Services.Select(s => ServiceKinds.Plan(s.Key, s.Value, site)).ToList();
        if (recipe.Service is { } single)
        {
            services.Insert(0, ServiceKinds.Plan(recipe.Name, single, site));
        }

        return services;
    }

    // A recipe may say a service's key or its name; the plan knows names only.
    private static List<PlannedWorkload> Workloads(RecipeSpec recipe, ClusterSpec site) =>
    [
        .. recipe.Workloads.Select(w => new PlannedWorkload
        {
            Name = w.Key,
            Service = RecipeServices.DrivenBy(recipe, w.Value)?.Name ?? w.Value.Service,
            Spec = w.Value,
            Container = Containers.Plan(w.Value.Image, w.Value.Container, site),
        }),
    ];
}
