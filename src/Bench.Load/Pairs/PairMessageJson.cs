using System.Text.Json.Serialization;

namespace Bench.Load.Pairs;

/// <summary>How messages become JSON, generated at build time so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PairMessage))]
internal sealed partial class PairMessageJson : JsonSerializerContext;
