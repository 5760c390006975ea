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
        ["job.image"] = "BENCH_IMAGE",
        ["result.dir"] = "BENCH_RESULT_DIR",
        ["repeat"] = "BENCH_REPEAT",
        ["tools.dir"] = "BENCH_TOOLS_DIR",
        ["client.index"] = "BENCH_CLIENT",
        ["client.count"] = "BENCH_CLIENTS",
    };

    /// <summary><c>env.NAME</c> is the variable NAME of the job's own environment: the way of secrets, which never stand in a recipe.</summary>
    public const string EnvironmentPrefix = "env.";

    /// <summary>The environment variable that carries a reference, or null where only the plan can know it.</summary>
    public static string? VariableOf(string reference) =>
        Variables.TryGetValue(reference, out var variable) ? variable
        : reference.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) && IsVariable(reference[EnvironmentPrefix.Length..]) ? reference[EnvironmentPrefix.Length..]
        : null;

    /// <summary>True for the name of an environment variable: letters, digits and '_', not starting with a digit.</summary>
    public static bool IsVariable(string name) =>
        name.Length is > 0 and <= 200 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
