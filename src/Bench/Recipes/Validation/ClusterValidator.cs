namespace Bench.Recipes.Validation;

/// <summary>The cluster is known, and its file is right.</summary>
internal sealed class ClusterValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        if (!context.IsBroken("cluster"))
        {
            context.Cluster = context.Clusters.Find(context.Spec.Cluster, context.Path, context.PlaceOf("cluster"), context.Problems);
        }
    }
}
