using System.Text.Json;

namespace Bench.Plans;

/// <summary>Reads and writes <c>plan.json</c>; the same plan is the same text.</summary>
public static class PlanFile
{
    public static string ToJson(RunPlan plan) => JsonSerializer.Serialize(plan, PlanJson.File.RunPlan) + "\n";

    /// <summary>A text that is equal for services that are equal in every detail.</summary>
    internal static string KeyOf(IReadOnlyList<PlannedService> services) => JsonSerializer.Serialize(services, PlanJson.File.Services);

    public static RunPlan FromJson(string json) => JsonSerializer.Deserialize(json, PlanJson.File.RunPlan)
        ?? throw new JsonException("plan.json is empty.");
}
