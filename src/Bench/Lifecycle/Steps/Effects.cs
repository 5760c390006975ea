namespace Bench.Lifecycle.Steps;

/// <summary>Whether a step that acts on the cluster may act in this invocation.</summary>
internal static class Effects
{
    /// <summary>Null where it may; else why not, as a sentence.</summary>
    public static string? WhyNot(RunContext run) =>
        run.Options.DryRun ? "--dry-run"
        // To look at what a run gave must never start anything again.
        : run.Options.Target is nameof(BenchVerb.CollectMetrics) or nameof(BenchVerb.Report) ? $"{run.Options.Target} starts nothing"
        : null;
}
