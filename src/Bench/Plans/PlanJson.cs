using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Plans;

/// <summary>Generated serializers of the plan: by reflection, writing it would take longer than all else that ParseRecipe does.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(IReadOnlyList<PlannedService>), TypeInfoPropertyName = "Services")]
internal sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>Camel case, indented, readable.</summary>
    public static PlanJson File { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TextJsonConverter() },
    });
}
