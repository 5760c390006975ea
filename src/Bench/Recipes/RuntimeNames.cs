namespace Bench.Recipes;

/// <summary>References that only the running job can resolve, and the environment variable that carries each.</summary>
public static class RuntimeNames
{
    /// <summary>Reference name to environment variable. In a service's own text <c>service.*</c> is the service itself; in a workload's, the service that it drives.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["service.name"] = "SERVICE_NAME",
        ["service.hostname"] = "SERVICE_HOSTNAME",
        ["service.port"] = "SERVICE_PORT",
        ["service.url"] = "SERVICE_URL",
        ["job.dir"] = "BENCH_JOB_DIR",
        ["job.name"] = "BENCH_JOB",
        ["result.dir"] = "BENCH_RESULT_DIR",
        ["repeat"] = "BENCH_REPEAT",
        ["tools.dir"] = "BENCH_TOOLS_DIR",
    };
}
