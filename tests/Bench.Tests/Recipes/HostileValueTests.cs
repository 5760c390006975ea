using Bench.Plans;
using Bench.Recipes;

namespace Bench.Tests.Recipes;

/// <summary>Values that a shell, sbatch or a container runtime would take for more than a value: what may be data stays data, to the letter.</summary>
public sealed class HostileValueTests : IDisposable
{
    // What no unquoted place would survive.
    private const string Hostile = "a b 'c' \"d\" $(touch pwned) `id` $HOME \\ ; & | > x # {\n\t*?[z]~é🚀";

    private readonly string _folder = Directory.CreateTempSubdirectory("bench 'hostile' $(id)").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Hostile_data_stays_data_through_recipe_lock_and_plan()
    {
        File.WriteAllText(Path.Combine(_folder, "my 'image' $(id).sif"), "");
        var document = Read(File.ReadAllText(Path.Combine(RecipeTesting.Root, "tests/Bench.Tests/Recipes/hostile-values.yaml")));
        var plan = Planner.Create(RecipeExpander.Expand(document), document.Cluster);
        plan = PlanFile.FromJson(PlanFile.ToJson(plan));

        var service = Assert.Single(plan.Deployments[0].Services);
        var workload = Assert.Single(plan.Points.Single().Workloads);
        Assert.Equal(["prog", Hostile, "--x=" + Hostile, "{{service.port}}" + Hostile], service.Command.Select(w => w.ToString()));
        Assert.Equal(Hostile, service.Env["VALUE"].ToString());
        Assert.Equal(Hostile, workload.Spec.Env["VALUE"].ToString());
        Assert.Equal("file://" + Path.Combine(_folder, "my 'image' $(id).sif"), service.Container!.Image);
        Assert.Equal(["/a b/'c'/$(id)/\"d\":/data/`id`:ro", "{{job.dir}}/a b:/b"], service.Container.Binds.Select(b => b.ToString()));
        Assert.Equal(["--cwd", "/a b $(id)"], service.Container.Options.Select(b => b.ToString()));
        Assert.Null(RecordComparer.Difference(
            RecipeExpander.Expand(document).Select(p => p.Spec).ToList(),
            RecipeExpander.Expand(Read(RecipeLock.Write(document))).Select(p => p.Spec).ToList()));
    }

    [Theory]
    [InlineData("name", "\"$(id)\"", "BENCH1201")]
    [InlineData("service.name", "\"a b\"", "BENCH1201")]
    [InlineData("service.resources.partition", "\"cpu --wrap=id\"", "BENCH1201")]
    [InlineData("service.resources.account", "\"'p1'\"", "BENCH1201")]
    [InlineData("service.resources.qos", "--help", "BENCH1201")]
    [InlineData("service.resources.reservation", "\"r\\n#SBATCH -J x\"", "BENCH1201")]
    [InlineData("service.resources.gres", "\"gpu:1;id\"", "BENCH1104")]
    [InlineData("service.resources.constraint", "\"`id`\"", "BENCH1104")]
    [InlineData("service.resources.directives", "[\"--comment=a\\nid\"]", "BENCH1104")]
    [InlineData("service.resources.directives", "[\"--comment=a -J x\"]", "BENCH1104")]
    [InlineData("service.resources.directives", "[-Jx]", "BENCH1228")]
    [InlineData("service.env", "{\"A=1;id\": b}", "BENCH1201")]
    [InlineData("service.image", "\"a\\nb.sif\"", "BENCH1226")]
    [InlineData("service.image", "--help", "BENCH1226")]
    [InlineData("service.image", "\"docker://a $(id)\"", "BENCH1226")]
    [InlineData("service.image", "none.sif", "BENCH1227")]
    [InlineData("service.container.binds", "[\"/a,/etc:/b\"]", "BENCH1104")]
    [InlineData("service.container.binds", "[\"/a\\nb:/c\"]", "BENCH1104")]
    [InlineData("service.container.options", "[/other.sif]", "BENCH1104")]
    [InlineData("service.container.options", "[--pid, --]", "BENCH1104")]
    public void What_would_become_more_than_data_is_refused(string path, string value, string code)
    {
        var text = "name: x\nservice: {kind: http, port: auto, image: 'docker://a', container: {runtime: apptainer}}\nworkloads:\n  load: {kind: http, rate: 1, duration: 1s}\n";

        Assert.Contains($"error {code}: ", RecipeTesting.Error(text, (path, value)), StringComparison.Ordinal);
    }

    private RecipeDocument Read(string text) =>
        RecipeReader.TryReadText(text, Path.Combine(_folder, "x.yaml"), [], new ClusterCatalog(), out var document, out var diagnostics)
            ? document
            : throw new InvalidOperationException(string.Join('\n', diagnostics));
}
