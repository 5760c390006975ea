using System.Text.Json.Serialization;

namespace Bench.Load.Requests;

/// <summary>How files of requests are read, generated at build time so that it works without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RequestFile))]
internal sealed partial class RequestFileJson : JsonSerializerContext;
