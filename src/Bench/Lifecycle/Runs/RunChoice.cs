using Bench.Diagnostics;

namespace Bench.Lifecycle.Runs;

/// <summary>Which run an invocation works on, by <c>--run</c>, <c>--recipe</c> or the newest there is (DESIGN, section 2).</summary>
internal sealed class RunChoice(BenchOptions options)
{
    public RunCatalog Catalog { get; } = new(Path.GetFullPath(options.OutputDir ?? Path.Combine(".bench", "runs"), options.Root));

    /// <summary>The recipe's file, absolute; null where only <c>--run</c> was given.</summary>
    public string? RecipePath { get; } = options.Recipe is { } path ? Path.GetFullPath(path, options.Root) : null;

    /// <summary>The run that is there: the one that was asked for, else the recipe's newest, else the newest. Null where there is none.</summary>
    public RunFolder? Existing() =>
        options.Run is { } name ? Catalog.Resolve(name)
        : RecipePath is { } recipe ? Catalog.Newest(recipe)
        : Catalog.Last();

    /// <summary>As <see cref="Existing"/>, with an error where there is none.</summary>
    public RunFolder Needed() => Existing() ?? throw new BenchException(ExitStatus.Usage, new Diagnostic(
        Codes.NoSuchRun, null,
        RecipePath is null ? $"There is no run in {Catalog.Root} yet." : $"There is no run of {options.Recipe} yet.",
        $"Do './build.sh RunBenchmark --recipe {options.Recipe ?? "FILE"}' first."));

    /// <summary>The recipe's path, checked; an error says what to give.</summary>
    public string NeededRecipe()
    {
        if (RecipePath is null)
        {
            throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.RecipeMissing, null, "No recipe was given, and there is no run to go on with.", "Add '--recipe FILE', such as recipes/hello-http.yaml."));
        }

        if (!File.Exists(RecipePath))
        {
            var folder = Path.GetDirectoryName(RecipePath)!;
            var near = Directory.Exists(folder)
                ? Nearest.To(Path.GetFileName(RecipePath), Directory.EnumerateFiles(folder, "*.yaml").Select(f => Path.GetFileName(f)))
                : null;
            throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.RecipeMissing, null,
                $"There is no recipe '{options.Recipe}'.",
                near is null ? "Give the path of a YAML file." : $"Did you mean '{Path.Combine(Path.GetDirectoryName(options.Recipe)!, near)}'?"));
        }

        return RecipePath;
    }
}
