namespace Bench.Lifecycle;

/// <summary>What a host can ask for. The first eight are the steps of a run, in their order (DESIGN, section 2).</summary>
public enum BenchVerb
{
    ParseRecipe,
    RenderScripts,
    SubmitService,
    AwaitHealthy,
    RunWorkloadPattern,
    CollectMetrics,
    Teardown,
    Report,

    Validate,
    Status,
    Logs,
    Compare,
    Doctor,
    Orphans,
    Clean,
}
