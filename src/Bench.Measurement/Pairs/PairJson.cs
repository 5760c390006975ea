using System.Text.Json.Serialization;

namespace Bench.Measurement.Pairs;

/// <summary>How plans and nodes become JSON, generated at build time so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(PairPlan))]
[JsonSerializable(typeof(PairNodes))]
internal sealed partial class PairJson : JsonSerializerContext;
