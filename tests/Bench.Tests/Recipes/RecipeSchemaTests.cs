using System.Globalization;
using System.Text.Json.Nodes;
using Bench.Diagnostics;
using Bench.Recipes.Schema;
using Bench.Recipes.Yaml;
using NJsonSchema;

namespace Bench.Tests.Recipes;

public class RecipeSchemaTests
{
    private const string Begin = "<!-- keys: made from the records by RecipeReference; rewrite with BENCH_UPDATE_GOLDEN=1 -->\n";
    private const string End = "<!-- end of keys -->\n";

    [Fact]
    public void Schema_is_the_records() => RecipeTesting.Golden("recipes/recipe.schema.json", RecipeSchema.OfRecipes());

    [Fact]
    public void Schema_of_clusters_is_the_records() => RecipeTesting.Golden("recipes/cluster.schema.json", RecipeSchema.OfClusters());

    [Fact]
    public void Reference_has_the_tables_of_the_records()
    {
        var page = File.ReadAllText(Path.Combine(RecipeTesting.Root, "docs/recipes.md"));
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, "docs/recipes.md lost its marks.");
        RecipeTesting.Golden("docs/recipes.md", page[..(begin + Begin.Length)] + "\n" + RecipeReference.Tables() + page[end..]);
    }

    [Fact]
    public async Task Schema_takes_every_example()
    {
        var schema = await JsonSchema.FromJsonAsync(RecipeSchema.OfRecipes());
        foreach (var file in RecipeTesting.Examples())
        {
            Assert.Empty(schema.Validate(Json(File.ReadAllText(file))));
        }

        var clusters = await JsonSchema.FromJsonAsync(RecipeSchema.OfClusters());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RecipeTesting.Root, "recipes/clusters"), "*.yaml"))
        {
            Assert.Empty(clusters.Validate(Json(File.ReadAllText(file))));
        }
    }

    [Theory]
    [InlineData("unknown-key")]
    [InlineData("unknown-kind")]
    [InlineData("wrong-type")]
    [InlineData("bad-duration")]
    [InlineData("many")]
    public async Task Schema_refuses_wrong_recipes(string name)
    {
        var schema = await JsonSchema.FromJsonAsync(RecipeSchema.OfRecipes());
        Assert.NotEmpty(schema.Validate(Json(File.ReadAllText(Path.Combine(RecipeTesting.Root, $"tests/Bench.Tests/Recipes/Wrong/{name}.yaml")))));
    }

    [Theory]
    [InlineData("load: {kind: http, rate: 100, duration: 1s}", true)]
    [InlineData("load: {kind: http, rate: 100, duration: 1}", false)]
    [InlineData("load: {kind: http, rate: 100}", false)]
    [InlineData("load: {kind: http, rate: 100 per s, duration: 1s}", false)]
    [InlineData("load: {kind: http, rate: max, duration: 1s}", true)]
    [InlineData("load: {kind: http, rate: {from: 1, to: 2k/s, over: 1m}, duration: 1s}", true)]
    [InlineData("load: {kind: http, rate: {from: 1, to: 2k/s}, duration: 1s}", false)]
    [InlineData("load: {kind: http, stages: [{rate: 5, duration: 1s}, {from: 0, to: 9, duration: 1s}], duration: 1s}", true)]
    [InlineData("load: {kind: http, stages: [{rate: 5}], duration: 1s}", true)]
    [InlineData("load: {kind: http, rate: 100, duration: 1s, pattern: star}", false)]
    [InlineData("load: {kind: http, rate: 100, duration: 1s, connections: 0}", false)]
    public async Task Schema_checks_values(string workload, bool right)
    {
        var schema = await JsonSchema.FromJsonAsync(RecipeSchema.OfRecipes());
        Assert.Equal(right, schema.Validate(Json($"name: x\nservice: {{kind: http, port: auto}}\nworkloads:\n  {workload}\n")).Count == 0);
    }

    // As YAML's core schema has it, which is what editors do.
    private static string Json(string yaml) => Json(YamlTreeReader.Read(yaml, "x.yaml", new DiagnosticBag())!)!.ToJsonString();

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Value, Json(e.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Json)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsPlain: true, Value: "true" or "false" } s => JsonValue.Create(s.Value == "true"),
        YamlScalar { IsPlain: true } s when long.TryParse(s.Value, CultureInfo.InvariantCulture, out var n) => JsonValue.Create(n),
        YamlScalar { IsPlain: true } s when double.TryParse(s.Value, CultureInfo.InvariantCulture, out var d) => JsonValue.Create(d),
        YamlScalar s => JsonValue.Create(s.Value),
        _ => null,
    };
}
