using Bench.Diagnostics;
using Bench.Recipes.Binding;
using Bench.Recipes.Yaml;

namespace Bench.Recipes;

/// <summary>A recipe that was read and found right, with the places of its values.</summary>
public sealed class RecipeDocument
{
    internal RecipeDocument(string path, YamlNode root, RecipeSpec spec, Cluster cluster, bool usesReferences)
    {
        (Path, Root, Spec, Cluster, UsesReferences) = (path, root, spec, cluster, usesReferences);
    }

    /// <summary>The path that was given.</summary>
    public string Path { get; }

    /// <summary>The recipe after <c>--set</c>; references stand in it as they were written.</summary>
    public RecipeSpec Spec { get; }

    /// <summary>Where it runs.</summary>
    public Cluster Cluster { get; }

    internal YamlNode Root { get; }

    /// <summary>True where any text has a reference that is known before the run.</summary>
    internal bool UsesReferences { get; }

    /// <summary>Where the value at <paramref name="path"/> (such as <c>workloads.load.rate</c>) was written; for one that was not, what is nearest above it.</summary>
    public SourcePlace PlaceOf(string path)
    {
        TreePath.Find(Root, path, out var nearest);
        return nearest.Place;
    }
}
