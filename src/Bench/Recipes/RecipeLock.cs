using Bench.Recipes.Binding;
using Bench.Recipes.Yaml;

namespace Bench.Recipes;

/// <summary>The recipe as it was really run: after <c>--set</c>, with all defaults written out. It is a recipe itself.</summary>
public static class RecipeLock
{
    private const string Head = "# What was run: the recipe after --set, with all defaults. It is a recipe itself; made by Bench, do not edit.\n";

    /// <summary>The text; the same recipe gives the same bytes.</summary>
    public static string Write(RecipeDocument document)
    {
        var tree = SpecWriter.Tree(document.Spec);
        // Lists and mappings among the sweep's values are only in the tree as such; in the record they are text.
        if (((YamlMapping)document.Root).Find("sweep")?.Value is YamlMapping sweep && document.Spec.Sweep is not null)
        {
            tree = (YamlMapping)tree.With("sweep", sweep);
        }

        // A path to a cluster file counts from the recipe's folder, and the lock stands in another one.
        if (document.Cluster.File is { } file && (document.Spec.Cluster.Contains('/') || document.Spec.Cluster.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var path = Path.GetFullPath(file);
            tree = tree.With("cluster", new YamlScalar(tree.Place, path, YamlWriter.ReadsAsText(path)));
        }

        return Head + YamlWriter.Block(tree);
    }
}
