using System.Text.Json.Serialization;

namespace Bench.Health.Probes;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportedAnswer))]
internal sealed partial class ReportedAnswerJson : JsonSerializerContext;
