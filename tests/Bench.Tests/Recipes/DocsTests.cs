using System.Text.RegularExpressions;
using Bench.Recipes;

namespace Bench.Tests.Recipes;

/// <summary>Whole recipes that stand in the docs are right.</summary>
public partial class DocsTests
{
    public static TheoryData<string> Recipes() =>
        [.. Blocks().Matches(File.ReadAllText(Path.Combine(RecipeTesting.Root, "docs/workloads.md"))).Select(m => m.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void A_recipe_of_the_docs_is_right(string text) => Assert.NotEmpty(RecipeExpander.Expand(RecipeTesting.Read(text)));

    [GeneratedRegex("```yaml\n(name: .*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
