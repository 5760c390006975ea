using Bench.Diagnostics;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Runs;
using Bench.Plans;
using Bench.Recipes;

namespace Bench.Lifecycle.Steps;

/// <summary>Reads a recipe with its cluster and options, and makes the plan of it.</summary>
/// <param name="File">The recipe's file, absolute.</param>
internal sealed record RecipeSource(string File, string? Cluster, IReadOnlyList<KeyValuePair<string, string>> Set, string Home)
{
    /// <summary>The recipe's text where no file has it yet.</summary>
    public string? Text { get; init; }

    /// <summary>Of RunWorkload, which has no recipe; it is written when the run has a folder.</summary>
    public static RecipeSource OfWorkload(BenchOptions options) =>
        new(Path.Combine(options.Root, WorkloadRecipe.FileName), options.Cluster, options.Set, options.Home) { Text = WorkloadRecipe.Of(options) };

    public static RecipeSource Of(BenchOptions options, string file) => new(file, options.Cluster, options.Set, options.Home);

    /// <summary>As it was given when the run was made.</summary>
    public static RecipeSource Of(RunInfo info, BenchOptions options) => new(
        info.RecipePath, info.Cluster,
        [.. info.Set.Select(s => s.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))],
        options.Home);

    /// <summary>What the step's fingerprint holds beside the files.</summary>
    public Dictionary<string, string> Options => new()
    {
        ["--recipe"] = File,
        ["--cluster"] = Cluster ?? "",
        ["--set"] = string.Join(" ", SetTexts),
    };

    public IReadOnlyList<string> SetTexts => [.. Set.Select(s => $"{s.Key}={s.Value}")];

    public RecipeDocument Read()
    {
        var sets = Cluster is null ? Set : [.. Set, KeyValuePair.Create("cluster", Cluster)];
        if (Text is not null)
        {
            return ReadText(sets);
        }

        // The path stands in messages: from where the user is, not from the root of the file system.
        var shown = Path.GetRelativePath(Environment.CurrentDirectory, File);
        return RecipeReader.Read(shown.StartsWith("..", StringComparison.Ordinal) ? File : shown, sets, Clusters);
    }

    // The places are of a file that nobody has; those of options say where to look.
    private RecipeDocument ReadText(IReadOnlyList<KeyValuePair<string, string>> sets) =>
        RecipeReader.TryReadText(Text!, File, sets, Clusters, out var document, out var diagnostics)
            ? document
            : throw new BenchException(ExitStatus.Usage, [.. diagnostics.Select(d => d.Place?.File.StartsWith("--", StringComparison.Ordinal) == true ? d : d with { Place = null })]);

    public static RunPlan Plan(RecipeDocument document) => Planner.Create(RecipeExpander.Expand(document), document.Cluster);

    /// <summary>Writes lock and plan, and remembers what they were made of.</summary>
    public void Write(RunFolder folder, StepCache cache, RecipeDocument document, RunPlan plan)
    {
        AtomicFile.Write(folder.RecipeLock, RecipeLock.Write(document));
        AtomicFile.Write(folder.Plan, PlanFile.ToJson(plan));
        List<string> inputs = [File];
        if (document.Cluster.File is { } cluster)
        {
            inputs.Add(Path.GetFullPath(cluster));
        }

        cache.Remember(BenchVerb.ParseRecipe, Options, inputs, [folder.RecipeLock, folder.Plan]);
    }

    private ClusterCatalog Clusters => new(Path.Combine(Home, "recipes", "clusters"));
}
