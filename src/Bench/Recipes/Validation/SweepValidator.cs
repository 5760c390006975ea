using Bench.Diagnostics;
using Bench.Recipes.Binding;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Validation;

/// <summary>The sweep's paths exist and may vary, each value is one that its key takes, and there are not too many points.</summary>
internal sealed class SweepValidator : IRecipeValidator
{
    /// <summary>More points than this are a mistake: at a minute each they would take a week.</summary>
    public const int MostPoints = 10_000;

    /// <summary>Points times values of the recipe: each point is read anew, about a million values a second.</summary>
    private const double MostWork = 20_000_000;

    // Everything else says how the benchmark is run and judged, which must be the same at all points.
    private static readonly string[] Roots = ["service", "services", "workloads", "metrics"];

    public void Check(RecipeContext context)
    {
        if (context.Spec.Sweep is not { } sweep)
        {
            return;
        }

        foreach (var path in sweep.Product.Keys)
        {
            Axis(context, $"sweep.{path}", path);
        }

        foreach (var path in sweep.Zip.Keys)
        {
            Axis(context, $"sweep.zip.{path}", path);
            if (sweep.Product.ContainsKey(path))
            {
                context.Error(Codes.SweepPath, $"sweep.zip.{path}", $"{Shown.Path(path)} stands in 'sweep' and in 'zip'.", "Remove one of the two.");
            }
        }

        if (sweep.Zip.Values.Select(v => v.Count).Distinct().Count() > 1)
        {
            context.Error(Codes.SweepValues, "sweep.zip", $"The lists of 'zip' have different lengths: {string.Join(", ", sweep.Zip.Values.Select(v => v.Count).Take(10))}.",
                "Give all the same number of values.");
        }

        if (sweep.Product.Count + sweep.Zip.Count == 0 && !context.IsBroken("sweep") && context.KeysAt("sweep").All(k => k == "zip"))
        {
            context.Error(Codes.SweepValues, "sweep", "The sweep has no paths.", "Add one, such as 'workloads.load.rate: [100, 200]', or remove 'sweep'.");
        }

        var points = sweep.Product.Values.Aggregate((double)(sweep.Zip.Values.FirstOrDefault()?.Count ?? 1), (n, v) => n * v.Count);
        if (points > MostPoints)
        {
            context.Error(Codes.TooManyPoints, "sweep", $"The sweep has {points:0} points, more than {MostPoints}.", "Take fewer values, or put them side by side below 'zip'.");
        }
        else if (points * TreePath.Count(context.Root) > MostWork)
        {
            context.Error(Codes.TooManyPoints, "sweep", $"The recipe is too long for {points:0} points.", "Take fewer values, or leave workloads out.");
        }
    }

    private static void Axis(RecipeContext context, string at, string path)
    {
        if (context.Problems.IsFull)
        {
            return;
        }

        if (!Roots.Contains(path.Split('.')[0]))
        {
            context.Error(Codes.SweepPath, at, $"{Shown.Path(path)} cannot be swept.", $"Sweep what stands below {Shown.Choice(Roots)}.");
            return;
        }

        if (KeyPath.Find(context.Root, typeof(RecipeSpec), path, out var what, out var mend) is not { } key)
        {
            context.Error(Codes.SweepPath, at, $"The sweep's path {Shown.Path(path)} leads to nothing. {what}", mend);
            return;
        }

        if (TreePath.Find(context.Root, at, out _) is YamlSequence values && key.Shape is not null)
        {
            var binder = new RecordBinder(context.Problems, "The recipe");
            foreach (var value in values.Items)
            {
                binder.Value(value, key.Shape, key.Range, path);
            }
        }
    }

}
