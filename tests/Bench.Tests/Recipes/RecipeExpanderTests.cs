using Bench.Diagnostics;
using Bench.Recipes;

namespace Bench.Tests.Recipes;

public class RecipeExpanderTests
{
    [Fact]
    public void Expand_without_sweep_gives_one_point()
    {
        var point = Assert.Single(RecipeExpander.Expand(RecipeTesting.Read(RecipeTesting.Small)));
        Assert.Equal("p1", point.Id);
        Assert.Empty(point.Set);
    }

    [Fact]
    public void Expand_combines_paths_and_zips_side_by_side()
    {
        var points = Points("""
            sweep:
              workloads.load.connections: [10, 20]
              zip:
                workloads.load.rate: [1, 2k/s, 90/min]
                workloads.load.seed: [7, 8, 9]
            """);
        Assert.Equal(
            ["p1 10 1 7", "p2 10 2k/s 8", "p3 10 90/min 9", "p4 20 1 7", "p5 20 2k/s 8", "p6 20 90/min 9"],
            points.Select(p => $"{p.Id} {string.Join(' ', p.Set.Values)}"));
        var load = Assert.IsType<HttpWorkloadSpec>(points[4].Spec.Workloads["load"]);
        Assert.Equal((20, 2000.0, 8L), (load.Connections, load.Rate!.Rate!.Value.PerSecond, load.Seed));
        Assert.Null(points[4].Spec.Sweep);
    }

    [Fact]
    public void Expand_many_points_has_ids_that_sort()
    {
        var points = Points($"sweep: {{workloads.load.seed: [{string.Join(',', Enumerable.Range(0, 200))}], workloads.load.connections: [1, 2, 3, 4, 5]}}");
        Assert.Equal(1000, points.Count);
        Assert.Equal("p0001", points[0].Id);
        Assert.Equal(points.Select(p => p.Id).Order(StringComparer.Ordinal), points.Select(p => p.Id));
    }

    [Fact]
    public void Expand_resolves_references_and_leaves_those_of_the_running_job()
    {
        var points = Points("""
              run:
                kind: command
                command: [tool, "-r", "{{workloads.load.rate}}", "{{service.url}}", "{{workloads.run.env.A}}", "{{env.HOME}}"]
                env: {A: "{{name}}-{{workloads.load.connections}}-{{service.port}}"}
                metrics: {m: {json: a}}
            sweep: {workloads.load.rate: [2k/s, 90/min]}
            """);
        string[] Words(int i) => [.. ((CommandWorkloadSpec)points[i].Spec.Workloads["run"]).Command.Words.Select(w => w.ToString())];
        Assert.Equal(["tool", "-r", "2000", "{{service.url}}", "small-10-{{service.port}}", "{{env.HOME}}"], Words(0));
        Assert.Equal("1.5", Words(1)[2]);
    }

    [Fact]
    public void Expand_tells_errors_of_a_point_at_the_value_that_makes_it()
    {
        var document = RecipeTesting.Read(RecipeTesting.Small + "sweep: {workloads.load.pattern: [single, ring], workloads.load.rate: [1, 2]}\n");
        var e = Assert.Throws<BenchException>(() => RecipeExpander.Expand(document));
        Assert.Equal(ExitStatus.Usage, e.Status);
        Assert.StartsWith("x.yaml(5,42): error BENCH1207: ", Assert.Single(e.Diagnostics).ToString());
    }

    [Fact]
    public void Expand_can_set_what_a_reference_needs()
    {
        var points = Points("sweep: {service.env.SIZE: [1, 2], workloads.load.path: [\"/{{service.env.SIZE}}\"]}");
        Assert.Equal(["/1", "/2"], points.Select(p => ((HttpWorkloadSpec)p.Spec.Workloads["load"]).Path.ToString()));
    }

    private static IReadOnlyList<RecipePoint> Points(string more) => RecipeExpander.Expand(RecipeTesting.Read(RecipeTesting.Small + more + "\n"));
}
