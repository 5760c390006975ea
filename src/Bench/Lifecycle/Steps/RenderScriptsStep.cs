using Bench.Lifecycle.Caching;
using Bench.Scripts;

namespace Bench.Lifecycle.Steps;

/// <summary><c>plan.json</c> and templates → <c>scripts/</c>. Pure; cached by content.</summary>
internal sealed class RenderScriptsStep : IStep
{
    public static string PathOf(RunContext run, string script) => Path.Combine(run.Folder.Scripts, script + ".sh");

    public Task<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (run.HasEffects && run.Cache.Load(BenchVerb.RenderScripts) is not null)
        {
            return Task.FromResult(StepOutcome.UpToDate("the run's jobs were made with these"));
        }

        var options = new Dictionary<string, string> { ["templates"] = run.Options.Templates ?? "" };
        var finder = Templates(run.Options);
        List<string> inputs = [run.Folder.Plan, .. finder.All(run.Plan.Scheduler).Select(t => t.Path)];
        var reason = run.Options.Force ? "of --force" : run.Cache.ReasonToRun(BenchVerb.RenderScripts, options, inputs);
        if (reason is null)
        {
            return Task.FromResult(StepOutcome.UpToDate());
        }

        run.Own();
        var outputs = Render(run, finder, cancellationToken);
        run.Cache.Remember(BenchVerb.RenderScripts, options, inputs, outputs);
        return Task.FromResult(StepOutcome.Done($"{outputs.Count} script{(outputs.Count == 1 ? "" : "s")}{run.Because(reason)}"));
    }

    private static List<string> Render(RunContext run, TemplateFinder finder, CancellationToken cancellationToken)
    {
        var renderer = new ScriptRenderer(finder);
        var outputs = new List<string>();
        foreach (var model in ScriptModels.Of(run.Plan))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = PathOf(run, model.Name);
            AtomicFile.Write(path, renderer.Render(model, run.Plan.Scheduler));
            outputs.Add(path);
        }

        foreach (var stale in Directory.EnumerateFiles(run.Folder.Scripts, "*.sh").Except(outputs).ToList())
        {
            File.Delete(stale);
        }

        return outputs;
    }

    internal static TemplateFinder Templates(BenchOptions options)
    {
        var own = Path.Combine(options.Home, "templates");
        return new TemplateFinder(options.Templates is { } theirs ? [Path.GetFullPath(theirs, options.Root), own] : [own]);
    }
}
