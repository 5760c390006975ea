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
        var tree = SpecWriter.Tree(ImageNames.Absolute(document.Spec, document.Path));
        // Lists and mappings among the sweep's values are only in the tree as such; in the record they are text.
        if (((YamlMapping)document.Root).Find("sweep")?.Value is YamlMapping sweep && document.Spec.Sweep is not null)
        {
            tree = tree.With("sweep", WithImages(sweep, document));
        }

        // A path to a cluster file counts, as those of images do, from the recipe's folder, and the lock stands in another one.
        if (document.Cluster.File is { } file && (document.Spec.Cluster.Contains('/') || document.Spec.Cluster.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var path = Path.GetFullPath(file);
            tree = tree.With("cluster", new YamlScalar(tree.Place, path, YamlWriter.ReadsAsText(path)));
        }

        return Head + YamlWriter.Block(tree);
    }

    // The values of a swept image are paths like the image itself.
    private static YamlMapping WithImages(YamlMapping axes, RecipeDocument document) => new(axes.Place, [.. axes.Entries.Select(e => e.Value switch
    {
        YamlMapping zip when e.Key.Value == "zip" => e with { Value = WithImages(zip, document) },
        YamlSequence values when IsImage(e.Key.Value, document.Root) => e with { Value = new YamlSequence(values.Place, [.. values.Items.Select(v => Absolute(v, document.Path))]) },
        _ => e,
    })]);

    private static bool IsImage(string path, YamlNode root) =>
        KeyPath.Find(root, typeof(RecipeSpec), path, out _, out _)?.Steps is ["service", "image"] or ["services" or "workloads", _, "image"];

    private static YamlNode Absolute(YamlNode value, string recipePath)
    {
        var path = value is YamlScalar image ? ImageNames.Absolute(image.Value, recipePath) : null;
        return path is null ? value : new YamlScalar(value.Place, path, YamlWriter.ReadsAsText(path));
    }
}
