using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Plans;

/// <summary>Reads and writes <c>plan.json</c>; the same plan is the same text.</summary>
public static class PlanFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TextJsonConverter(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string ToJson(RunPlan plan) => JsonSerializer.Serialize(plan, Options) + "\n";

    /// <summary>A text that is equal for services that are equal in every detail.</summary>
    internal static string KeyOf(IReadOnlyList<PlannedService> services) => JsonSerializer.Serialize(services, Options);

    public static RunPlan FromJson(string json) => JsonSerializer.Deserialize<RunPlan>(json, Options)
        ?? throw new JsonException("plan.json is empty.");
}
