using System.Text.Json.Serialization;

namespace Bench.Measurement.Pairs;

/// <summary>The same for records, one a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PairRecord))]
internal sealed partial class PairLineJson : JsonSerializerContext;
