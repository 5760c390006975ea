using System.Text.Json.Serialization;

namespace Bench.Lifecycle;

/// <summary>Generated serializers of the events, for hosts that carry them through their own event streams.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BenchEvent))]
public sealed partial class BenchEventJson : JsonSerializerContext;
