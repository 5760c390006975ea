using Bench.Diagnostics;
using Bench.Recipes;

namespace Bench.Tests.Recipes;

public sealed class ImageTests : IDisposable
{
    private const string Recipe = """
        name: x
        service: {kind: redis, image: redis.sif, container: {runtime: apptainer}}
        workloads:
          image: {kind: redis-benchmark, image: sub/tool.sif, container: {runtime: apptainer}, env: {image: redis.sif}}

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-images").FullName;

    public ImageTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        foreach (var name in (string[])["redis.sif", "other.sif", "sub/tool.sif"])
        {
            File.WriteAllText(Path.Combine(_folder, name), "");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("docker://redis:8", "docker://redis:8")]
    [InlineData("/images/redis.sif", "/images/redis.sif")]
    [InlineData("redis.sif", "file:///home/me/recipes/redis.sif")]
    [InlineData("../images/redis.def", "file:///home/me/images/redis.def")]
    [InlineData("", "")]
    public void A_relative_image_counts_from_the_recipes_folder(string image, string expected) =>
        Assert.Equal(expected, ImageNames.Absolute(image, "/home/me/recipes/x.yaml"));

    [Fact]
    public void Points_have_absolute_images()
    {
        var spec = Assert.Single(RecipeExpander.Expand(Read(Recipe))).Spec;

        Assert.Equal("file://" + Path.Combine(_folder, "redis.sif"), spec.Service!.Image);
        Assert.Equal("file://" + Path.Combine(_folder, "sub/tool.sif"), spec.Workloads["image"].Image);
        Assert.Equal("redis.sif", spec.Workloads["image"].Env["image"].ToString());
    }

    [Fact]
    public void The_lock_can_stand_in_another_folder()
    {
        var document = Read(Recipe + "sweep: {service.image: [redis.sif, other.sif], workloads.image.env.image: [a, b], zip: {workloads.image.image: [sub/tool.sif]}}\n");
        var elsewhere = RecipeTesting.Read(RecipeLock.Write(document));

        Assert.Null(RecordComparer.Difference(
            RecipeExpander.Expand(document).Select(p => p.Spec).ToList(), RecipeExpander.Expand(elsewhere).Select(p => p.Spec).ToList()));
        Assert.Equal("file://" + Path.Combine(_folder, "other.sif"), RecipeExpander.Expand(elsewhere)[2].Spec.Service!.Image);
    }

    [Fact]
    public void A_swept_image_that_is_missing_is_told_at_its_value()
    {
        var document = Read(Recipe + "sweep: {service.image: [redis.sif, none.sif]}\n");
        var error = Assert.Single(Assert.Throws<BenchException>(() => RecipeExpander.Expand(document)).Diagnostics);

        Assert.Equal(Codes.ImageNotFound, error.Code);
        Assert.Contains("(5,36): ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/redis.sif", null)]
    [InlineData("redis.sif", null)]
    [InlineData("docker://redis:8", null)]
    [InlineData("none.sif", Codes.ImageNotFound)]
    public void On_a_remote_cluster_only_files_of_this_machine_are_looked_for(string image, string? code)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "clusters"));
        File.WriteAllText(Path.Combine(_folder, "clusters", "far.yaml"), "scheduler: slurm\nssh: far\nworkdir: /scratch\ncontainer: {runtime: apptainer}\n");
        RecipeReader.TryReadText(
            $"name: x\ncluster: far\nservice: {{kind: redis, image: '{image}'}}\nworkloads: {{kv: {{kind: redis-benchmark}}}}\n",
            Path.Combine(_folder, "x.yaml"), [], new ClusterCatalog(), out _, out var diagnostics);

        Assert.Equal(code is null ? [] : [code], diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Without_a_runtime_the_mend_says_where_to_name_one()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "clusters"));
        var cluster = Path.Combine(_folder, "clusters", "bare.yaml");
        File.WriteAllText(cluster, "scheduler: slurm\n");
        RecipeReader.TryReadText(
            "name: x\ncluster: bare\nservice: {kind: redis, image: 'docker://redis:8'}\nworkloads: {kv: {kind: redis-benchmark}}\n",
            Path.Combine(_folder, "x.yaml"), [], new ClusterCatalog(), out _, out var diagnostics);

        var error = Assert.Single(diagnostics);
        Assert.Equal((Codes.ImageWithoutRuntime, $"Add 'container: {{runtime: apptainer}}' to it, or the same to '{cluster}'."), (error.Code, error.Mend));
    }

    private RecipeDocument Read(string text) =>
        RecipeReader.TryReadText(text, Path.Combine(_folder, "x.yaml"), [], new ClusterCatalog(), out var document, out var diagnostics)
            ? document
            : throw new BenchException(ExitStatus.Usage, diagnostics);
}
