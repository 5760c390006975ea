using System.Globalization;
using Bench.Diagnostics;
using Bench.Recipes.Binding;
using Bench.Recipes.Validation;
using Bench.Recipes.Yaml;

namespace Bench.Recipes;

/// <summary>Makes the points of a recipe: every combination of the sweep's values, read and checked as if the file said so, with absolute paths of images.</summary>
public static class RecipeExpander
{
    // Clusters were looked up when the document was read, and no sweep changes them.
    private static readonly ClusterCatalog NoClusters = new();

    /// <summary>The points, in the order of the recipe: the first path varies slowest, those side by side in 'zip' fastest.</summary>
    /// <exception cref="BenchException">A point has errors, told at the places of the values that make it wrong; the status is <see cref="ExitStatus.Usage"/>.</exception>
    public static IReadOnlyList<RecipePoint> Expand(RecipeDocument document)
    {
        var problems = new DiagnosticBag();
        var combinations = Combinations(document);
        var width = combinations.Count.ToString(CultureInfo.InvariantCulture).Length;
        var points = new List<RecipePoint>(combinations.Count);
        foreach (var combination in combinations)
        {
            if (problems.IsFull)
            {
                break;
            }

            if (Point(document, combination, problems) is { } spec)
            {
                points.Add(new()
                {
                    Id = "p" + (points.Count + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'),
                    Set = new OrderedDictionary<string, string>(combination.Select(v => KeyValuePair.Create(v.Path, YamlWriter.Flow(v.Value)))),
                    Spec = spec,
                });
            }
        }

        return problems.HasErrors ? throw new BenchException(ExitStatus.Usage, problems.Sorted(document.Path)) : points;
    }

    private static RecipeSpec? Point(RecipeDocument document, IReadOnlyList<SweepValue> combination, DiagnosticBag problems)
    {
        // The binder reads the sweep's values where they are set; reading the sweep itself for each point would be quadratic.
        YamlNode root = new YamlMapping(document.Root.Place, [.. ((YamlMapping)document.Root).Entries.Where(e => e.Key.Value != "sweep")]);
        foreach (var value in combination)
        {
            if (KeyPath.Find(root, typeof(RecipeSpec), value.Path, out var what, out var mend) is not { } key)
            {
                problems.Error(Codes.SweepPath, value.Value.Place, what, mend);
                return null;
            }

            root = key.Set(root, value.Value);
        }

        var own = new DiagnosticBag();
        var binder = new RecordBinder(own, "The recipe");
        var spec = binder.Bind<RecipeSpec>(root);
        if (spec is not null)
        {
            var context = new RecipeContext(document.Path, root, spec, binder, NoClusters, own) { Cluster = document.Cluster };
            RecipeValidators.CheckPoint(context);
            if (!own.HasErrors && context.UsesReferences)
            {
                // Once more, with what the references stand for; what is checked of a text may only show now.
                binder = new RecordBinder(own, "The recipe", context.References.TextOf);
                spec = binder.Bind<RecipeSpec>(root)!;
                RecipeValidators.CheckPoint(new(document.Path, root, spec, binder, NoClusters, own) { Cluster = document.Cluster });
            }
        }

        foreach (var problem in own.Sorted(document.Path))
        {
            problems.Add(problem);
        }

        return own.HasErrors || spec is null ? null : ImageNames.Absolute(spec, document.Path);
    }

    private static List<IReadOnlyList<SweepValue>> Combinations(RecipeDocument document)
    {
        List<IReadOnlyList<SweepValue>> all = [[]];
        if (((YamlMapping)document.Root).Find("sweep")?.Value is not YamlMapping sweep)
        {
            return all;
        }

        foreach (var (path, values) in sweep.Entries)
        {
            if (path.Value != "zip")
            {
                all = [.. all.SelectMany(c => ((YamlSequence)values).Items.Select(v => (IReadOnlyList<SweepValue>)[.. c, new(path.Value, v)]))];
            }
        }

        if (sweep.Find("zip")?.Value is YamlMapping { Entries.Count: > 0 } zip)
        {
            var length = ((YamlSequence)zip.Entries[0].Value).Items.Count;
            var rows = Enumerable.Range(0, length)
                .Select(i => zip.Entries.Select(e => new SweepValue(e.Key.Value, ((YamlSequence)e.Value).Items[i])).ToList())
                .ToList();
            all = [.. all.SelectMany(c => rows.Select(r => (IReadOnlyList<SweepValue>)[.. c, .. r]))];
        }

        return all;
    }

    private sealed record SweepValue(string Path, YamlNode Value);
}
