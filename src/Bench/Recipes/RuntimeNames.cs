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

    /// <summary>References of the words that are started for each pair of nodes: replaced on the nodes, for each pair anew.</summary>
    public static IReadOnlyList<string> OfPairs { get; } =
        ["pair.client", "pair.server", "pair.client-address", "pair.server-address", "pair.port", "pair.nic"];

    /// <summary>True where a reference stays in the plan, for the running job to fill in.</summary>
    public static bool IsLate(string reference) => VariableOf(reference) is not null || OfPairs.Contains(reference);

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
