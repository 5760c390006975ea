using Bench.Recipes;

namespace Bench.Tests.Recipes;

public class RecipeLockTests
{
    [Fact]
    public void Lock_of_every_example_reads_as_the_same_recipe()
    {
        foreach (var file in RecipeTesting.Examples())
        {
            var first = RecipeReader.Read(file, [], new ClusterCatalog());
            Same(first);
        }
    }

    [Fact]
    public void Lock_keeps_strange_values()
    {
        Same(RecipeTesting.Read("""
            name: "1.0"
            description: "yes: # no\ttab \"quotes\" ünïcode 🚀"
            service:
              kind: command
              command: 'a "{{service.port}}" \{{plain}} "{"{{name}}} \\\\\{{x ''{}'' "" --a=b:c'
              port: 80
              env: {A: "", B: "null", C: "5", D: " x ", E: "line\nline", F: "\\\\{{name}}", G: "- a"}
              resources: {memory: 1.5K, time: 1d2h3m4s}
            workloads:
              load.a: {kind: http, rate: 10/h, duration: 1.5s, timeout: 1ms, headers: {X: "{{workloads.load.a.rate}}"}}
              run: {kind: command, command: [a], metrics: {m: {regex: 'a: (\d+)\s"\{{', scale: 1e-9}}}
            sweep:
              service.command: [[a, "{{name}}"], "b 'c d'"]
              service.env.NEW: ["5", 5, "a, b"]
              zip: {workloads.load.a.rate: [1, 2k/s]}
            gates: [{metric: load.a/x, min: -1.5e-7, worse-by: 0.1%}]
            validity: {max-errors: 0.001}
            """));
    }

    [Fact]
    public void Lock_has_what_options_set() =>
        Assert.Contains("rate: 5000\n", RecipeLock.Write(RecipeTesting.Read(RecipeTesting.Small, ("workloads.load.rate", "5k/s"))));

    [Fact]
    public void Lock_is_golden() =>
        RecipeTesting.Golden("tests/Bench.Tests/Recipes/small.lock.yaml", RecipeLock.Write(RecipeTesting.Read(RecipeTesting.Small)));

    private static void Same(RecipeDocument first)
    {
        var text = RecipeLock.Write(first);
        var second = RecipeTesting.Read(text);
        Assert.Null(RecordComparer.Difference(first.Spec, second.Spec));
        Assert.Equal(text, RecipeLock.Write(second));
        var (a, b) = (RecipeExpander.Expand(first), RecipeExpander.Expand(second));
        Assert.Null(RecordComparer.Difference(a.Select(p => p.Spec).ToList(), b.Select(p => p.Spec).ToList()));
    }
}
