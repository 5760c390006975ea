using System.Text.Json.Serialization;
using Bench.Reports;

namespace Bench.Lifecycle;

/// <summary>Generated serializers of files with one JSON object a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TimelineEntry))]
internal sealed partial class LineJson : JsonSerializerContext;
