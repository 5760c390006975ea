using System.Text.Json.Serialization;

namespace Bench.Measurement.Results;

/// <summary>How results become JSON, generated at build time so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(HttpLoadResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
