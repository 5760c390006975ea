using Bench.Diagnostics;
using Bench.Recipes.Syntax;

namespace Bench.Recipes.Validation;

/// <summary>Thresholds that are shares lie between 0 and 100%.</summary>
internal sealed class ValidityValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        var validity = context.Spec.Validity;
        Share(context, "validity.min-rate", validity.MinRate);
        Share(context, "validity.max-errors", validity.MaxErrors);
        Share(context, "validity.max-client-cpu", validity.MaxClientCpu);
        Share(context, "validity.max-empty", validity.MaxEmpty);
        Share(context, "validity.max-arrival-distance", validity.MaxArrivalDistance);
    }

    private static void Share(RecipeContext context, string path, Percentage share)
    {
        if (share.Fraction > 1)
        {
            context.Error(Codes.ValidityShare, path, $"'{path}' is {PercentageSyntax.Format(share)}.", "Give it a share from 0% to 100%.");
        }
    }
}
