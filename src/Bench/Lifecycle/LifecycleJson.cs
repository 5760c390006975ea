using System.Text.Json.Serialization;
using Bench.Jobs;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Steps;

namespace Bench.Lifecycle;

/// <summary>Generated serializers of the small files that every start reads; reflection would cost more than the reading.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(RunInfo))]
[JsonSerializable(typeof(StepRecord))]
[JsonSerializable(typeof(LockOwner))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(ProgressLine))]
[JsonSerializable(typeof(Dictionary<string, Endpoint>), TypeInfoPropertyName = "Endpoints")]
[JsonSerializable(typeof(Dictionary<string, string>), TypeInfoPropertyName = "Facts")]
internal sealed partial class LifecycleJson : JsonSerializerContext;
