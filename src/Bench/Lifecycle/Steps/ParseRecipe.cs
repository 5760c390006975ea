using Bench.Diagnostics;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Runs;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// Recipe → <c>recipe.lock.yaml</c>, <c>plan.json</c>; and with that the run itself: the one that fits is taken up, else a new one is made.
/// A run whose jobs were submitted keeps its recipe: a changed one begins another run.
/// </summary>
internal sealed class ParseRecipe(BenchOptions options, RunChoice choice, Func<RunFolder, RunInfo, RunContext> open, TimeProvider clock)
{
    public (RunContext Run, StepOutcome Outcome, bool IsNew) Run()
    {
        if (options.Target == BenchOptions.RunWorkload)
        {
            return Make(RecipeSource.OfWorkload(options));
        }

        Check();
        var existing = StartsNothing ? choice.Needed() : choice.Existing();
        if (existing is { } folder && RunCatalog.ReadInfo(folder) is { } info)
        {
            var run = open(folder, info);
            if (StartsNothing || options.Run is not null || choice.RecipePath is null)
            {
                return (run, Again(run, RecipeSource.Of(info, options)), false);
            }

            var source = RecipeSource.Of(options, choice.NeededRecipe());
            if (!run.HasEffects && IsFree(run))
            {
                return (run, Again(run, source), false);
            }

            if (!NeedsNewRun(run) && !options.Force && run.Cache.ReasonToRun(BenchVerb.ParseRecipe, source.Options, null) is null)
            {
                return (run, StepOutcome.UpToDate(), false);
            }
        }

        return Make(RecipeSource.Of(options, choice.NeededRecipe()));
    }

    private bool StartsNothing => options.Target is nameof(BenchVerb.CollectMetrics) or nameof(BenchVerb.Report);

    private void Check()
    {
        var ignored = options.Run is null ? null : options.Set.Count > 0 ? "--set" : options.Cluster is not null ? "--cluster" : null;
        if (ignored is not null)
        {
            throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.OptionIgnored, null,
                $"'{ignored}' and '--run' do not go together: a run keeps what it was made with.",
                $"Leave out one of the two; with '--recipe' instead of '--run', '{ignored}' makes another run."));
        }
    }

    // Two that begin at the same time with one recipe are two runs.
    private bool IsFree(RunContext run)
    {
        if (options.Target != "RunBenchmark")
        {
            return true;
        }

        try
        {
            run.Own();
            return !run.HasEffects;
        }
        catch (BenchException problem) when (problem.Diagnostics is [{ Code: Codes.RunIsDriven }])
        {
            return false;
        }
    }

    // RunBenchmark measures anew; a step that acts needs a run that was not taken down.
    private bool NeedsNewRun(RunContext run) => options.Target switch
    {
        "RunBenchmark" => true,
        nameof(BenchVerb.SubmitService) or nameof(BenchVerb.AwaitHealthy) or nameof(BenchVerb.RunWorkloadPattern) => run.Ledger.IsTornDown,
        _ => false,
    };

    private StepOutcome Again(RunContext run, RecipeSource source)
    {
        if (run.HasEffects)
        {
            return StepOutcome.UpToDate("the run keeps the recipe that it was made with");
        }

        var reason = options.Force ? "of --force" : run.Cache.ReasonToRun(BenchVerb.ParseRecipe, source.Options, null);
        if (reason is null)
        {
            return StepOutcome.UpToDate();
        }

        run.Own();
        var document = source.Read();
        RunCatalog.Write(run.Folder, run.Info with { Cluster = source.Cluster, Set = source.SetTexts });
        source.Write(run.Folder, run.Cache, document, run.Plan = RecipeSource.Plan(document));
        return StepOutcome.Done(Describe(run) + run.Because(reason));
    }

    private (RunContext, StepOutcome, bool) Make(RecipeSource source)
    {
        // Everything that can be wrong with the recipe is told before there is a folder.
        var document = source.Read();
        var plan = RecipeSource.Plan(document);
        var now = clock.GetUtcNow();
        RunInfo? info = null;
        var folder = choice.Catalog.Create(
            document.Spec.Name,
            id => info = new RunInfo(id, document.Spec.Name, FileOf(source, id), source.Cluster, source.SetTexts, now, CommandLine(source)),
            now);
        if (source.Text is { } text)
        {
            AtomicFile.Write(info!.RecipePath, text);
            source = source with { File = info.RecipePath };
        }

        var run = open(folder, info!);
        run.Own();
        source.Write(folder, run.Cache, document, run.Plan = plan);
        return (run, StepOutcome.Done(Describe(run)), true);
    }

    private static string Describe(RunContext run)
    {
        var points = run.Plan.Points.Count();
        var patterns = PatternText.Of(run.Plan.Points);
        return $"{points} point{(points == 1 ? "" : "s")} × {run.Plan.Repeats} repeat{(run.Plan.Repeats == 1 ? "" : "s")}{string.Concat(patterns.Take(1).Select(p => "; " + p))}"
            + (patterns.Count > 1 ? $"; and {patterns.Count - 1} more over patterns" : "");
    }

    // One that no file had is kept with the run: its steps read it there.
    private string FileOf(RecipeSource source, string run) =>
        source.Text is null ? source.File : Path.Combine(choice.Catalog.Root, run, WorkloadRecipe.FileName);

    private string CommandLine(RecipeSource source) => string.Join(' ',
    [
        .. source.Text is null
            ? (string[])["./build.sh RunBenchmark --recipe", Scripts.ShellQuote.IfNeeded(Path.GetRelativePath(options.Root, source.File))]
            : ["./build.sh RunWorkload --workload", options.Workload!, "--pattern", options.Pattern!, "--nodes", Scripts.ShellQuote.IfNeeded(options.Nodes!)],
        .. source.Cluster is { } cluster ? (string[])["--cluster", Scripts.ShellQuote.IfNeeded(cluster)] : [],
        .. source.SetTexts.SelectMany(s => (string[])["--set", Scripts.ShellQuote.IfNeeded(s)]),
    ]);
}
