using Bench.Diagnostics;
using Bench.Recipes.Binding;

namespace Bench.Recipes.Validation;

/// <summary>Every <c>{{reference}}</c> leads to a value, now or when the job runs.</summary>
internal sealed class ReferenceValidator : IRecipeValidator
{
    /// <summary>Characters of all texts together, after their references were put in: more is a trap, not a recipe.</summary>
    private const int MostCharacters = 4 * 1024 * 1024;

    public void Check(RecipeContext context)
    {
        long length = 0;
        foreach (var use in context.Texts)
        {
            foreach (var part in use.Text.Parts.Where(p => p.IsReference))
            {
                if (context.Problems.IsFull)
                {
                    return;
                }

                length += Reference(context, use, part.Value);
                if (length > MostCharacters)
                {
                    context.Problems.Error(Codes.TooLarge, use.Place, $"The references stand for more than {MostCharacters} characters.", "Refer to shorter texts.");
                    return;
                }
            }
        }
    }

    // Gives the number of characters that it stands for.
    private static int Reference(RecipeContext context, TextUse use, string name)
    {
        if (RuntimeNames.VariableOf(name) is not null)
        {
            return 0;
        }

        context.UsesReferences = true;
        // What the sweep sets need not stand in the recipe; each point is checked again.
        if (context.IsBroken(name) || context.Spec.Sweep?.Product.ContainsKey(name) == true || context.Spec.Sweep?.Zip.ContainsKey(name) == true)
        {
            return 0;
        }

        var found = context.References.Resolve(name);
        if (found.Text is null)
        {
            context.Problems.Error(found.Code, use.Place, found.What, found.Mend);
        }

        return found.Text?.Parts.Sum(p => p.Value.Length) ?? 0;
    }
}
