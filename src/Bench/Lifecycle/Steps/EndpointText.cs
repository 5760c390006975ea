using Bench.Jobs;
using Bench.Recipes;
using Bench.Scripts;

namespace Bench.Lifecycle.Steps;

/// <summary>Texts that the orchestrator itself needs, not a job: probes' paths and scraped URLs, with the service's address filled in.</summary>
internal static class EndpointText
{
    public static string Resolve(Text text, Endpoint endpoint)
    {
        var variables = ServiceEnvironment.Variables(endpoint);
        return string.Concat(text.Parts.Select(p => p.IsReference ? Value(p.Value, variables) : p.Value));
    }

    private static string Value(string reference, IReadOnlyDictionary<string, string> variables)
    {
        var variable = RuntimeNames.VariableOf(reference) ?? "";
        return variables.GetValueOrDefault(variable)
            ?? (reference.StartsWith(RuntimeNames.EnvironmentPrefix, StringComparison.Ordinal) ? Environment.GetEnvironmentVariable(variable) : null)
            ?? "";
    }
}
