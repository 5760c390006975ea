using Bench.Recipes;

namespace Bench.Tests.Recipes;

public class WrongRecipeTests
{
    private const string Folder = "tests/Bench.Tests/Recipes/Wrong";

    public static TheoryData<string> Wrong() =>
        [.. Directory.EnumerateFiles(Path.Combine(RecipeTesting.Root, Folder), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_recipe_gives_its_golden_diagnostics(string name)
    {
        var text = File.ReadAllText(Path.Combine(RecipeTesting.Root, Folder, name + ".yaml"));
        Assert.False(RecipeReader.TryReadText(text, $"{name}.yaml", [], new ClusterCatalog(), out _, out var diagnostics));
        RecipeTesting.Golden($"{Folder}/{name}.expected.txt", string.Concat(diagnostics.Select(d => d + "\n")));
    }
}
