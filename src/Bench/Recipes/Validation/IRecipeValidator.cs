namespace Bench.Recipes.Validation;

/// <summary>Checks one subject of a recipe and adds what it finds. It may be called for a recipe that was read only in part.</summary>
internal interface IRecipeValidator
{
    void Check(RecipeContext context);
}
