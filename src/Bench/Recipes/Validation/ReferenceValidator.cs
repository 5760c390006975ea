using Bench.Recipes.Binding;

namespace Bench.Recipes.Validation;

/// <summary>Every <c>{{reference}}</c> leads to a value, now or when the job runs.</summary>
internal sealed class ReferenceValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var use in context.Texts)
        {
            foreach (var part in use.Text.Parts.Where(p => p.IsReference))
            {
                if (!context.Problems.IsFull)
                {
                    Reference(context, use, part.Value);
                }
            }
        }
    }

    private static void Reference(RecipeContext context, TextUse use, string name)
    {
        if (RuntimeNames.VariableOf(name) is not null)
        {
            return;
        }

        context.UsesReferences = true;
        // What the sweep sets need not stand in the recipe; each point is checked again.
        if (context.IsBroken(name) || context.Spec.Sweep?.Product.ContainsKey(name) == true || context.Spec.Sweep?.Zip.ContainsKey(name) == true)
        {
            return;
        }

        if (context.References.Resolve(name) is { Text: null } failed)
        {
            context.Problems.Error(failed.Code, use.Place, failed.What, failed.Mend);
        }
    }
}
