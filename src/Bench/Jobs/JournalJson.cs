using System.Text.Json.Serialization;

namespace Bench.Jobs;

/// <summary>Generated serializers: the journal is read at every start, and reflection would cost more than the reading.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(Endpoint))]
internal sealed partial class JournalJson : JsonSerializerContext;
