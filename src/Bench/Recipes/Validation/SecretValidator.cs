using Bench.Recipes.Secrets;

namespace Bench.Recipes.Validation;

/// <summary>No secret ever stands in a recipe.</summary>
internal sealed class SecretValidator : IRecipeValidator
{
    public void Check(RecipeContext context) => SecretFinder.Check(context.Root, context.Problems);
}
