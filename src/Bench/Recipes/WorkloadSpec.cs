using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Bench.Recipes;

/// <summary>What every workload has, whatever its kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HttpWorkloadSpec), "http")]
[JsonDerivedType(typeof(CommandWorkloadSpec), "command")]
public abstract record WorkloadSpec
{
    [Description("The service that it drives; needed where the recipe has several.")]
    public string? Service { get; init; }

    [Description("Environment variables of the client, beside SERVICE_NAME, SERVICE_HOSTNAME, SERVICE_PORT and SERVICE_URL.")]
    public IReadOnlyDictionary<string, Text> Env { get; init; } = new Dictionary<string, Text>();

    [Description("What to ask the scheduler for.")]
    public ResourceSpec Resources { get; init; } = new();

    [Description("How the load is laid over the client nodes; 'single' is one client.")]
    public PatternKind Pattern { get; init; } = PatternKind.Single;
}
