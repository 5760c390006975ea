using System.Diagnostics.CodeAnalysis;
using Bench.Diagnostics;
using Bench.Recipes.Binding;
using Bench.Recipes.Validation;
using Bench.Recipes.Yaml;

namespace Bench.Recipes;

/// <summary>Reads recipes: strict, with all errors at once, each with its place and a mend.</summary>
public static class RecipeReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The recipe's file; it stands in places as it is given.</param>
    /// <param name="sets">Paths and values of <c>--set</c>, applied in their order.</param>
    /// <param name="clusters">Where the recipe's cluster is looked up.</param>
    /// <exception cref="BenchException">The recipe has errors; the status is <see cref="ExitStatus.Usage"/>.</exception>
    public static RecipeDocument Read(string path, IReadOnlyList<KeyValuePair<string, string>> sets, ClusterCatalog clusters) =>
        TryRead(path, sets, clusters, out var document, out var diagnostics)
            ? document
            : throw new BenchException(ExitStatus.Usage, diagnostics);

    /// <summary>As <see cref="Read"/>, without an exception; the diagnostics are sorted by place.</summary>
    public static bool TryRead(
        string path,
        IReadOnlyList<KeyValuePair<string, string>> sets,
        ClusterCatalog clusters,
        [NotNullWhen(true)] out RecipeDocument? document,
        out IReadOnlyList<Diagnostic> diagnostics)
    {
        var problems = new DiagnosticBag();
        var text = YamlFile.ReadText(path, problems);
        document = text is null ? null : ReadTree(text, path, sets, clusters, problems);
        diagnostics = problems.Sorted(path);
        return document is not null;
    }

    /// <summary>Reads text that did not come from a file; <paramref name="path"/> stands in places and tells where clusters are looked up.</summary>
    public static bool TryReadText(
        string text,
        string path,
        IReadOnlyList<KeyValuePair<string, string>> sets,
        ClusterCatalog clusters,
        [NotNullWhen(true)] out RecipeDocument? document,
        out IReadOnlyList<Diagnostic> diagnostics)
    {
        var problems = new DiagnosticBag();
        document = text.Length > YamlLimits.Bytes ? null : ReadTree(text, path, sets, clusters, problems);
        if (text.Length > YamlLimits.Bytes)
        {
            problems.Error(Codes.TooLarge, new(path), "The recipe is larger than 1 MiB.", "Split it.");
        }

        diagnostics = problems.Sorted(path);
        return document is not null;
    }

    private static RecipeDocument? ReadTree(
        string text, string path, IReadOnlyList<KeyValuePair<string, string>> sets, ClusterCatalog clusters, DiagnosticBag problems)
    {
        if (YamlTreeReader.Read(text, path, problems) is not { } root)
        {
            return null;
        }

        root = OptionSets.Apply(root, sets, problems);
        var binder = new RecordBinder(problems, "The recipe");
        if (binder.Bind<RecipeSpec>(root) is not { } spec)
        {
            return null;
        }

        var context = new RecipeContext(path, root, spec, binder, clusters, problems);
        RecipeValidators.CheckDocument(context);
        return problems.HasErrors ? null : new(path, root, spec, context.Cluster!, context.UsesReferences);
    }
}
