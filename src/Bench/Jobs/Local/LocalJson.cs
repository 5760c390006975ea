using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Jobs.Local;

/// <summary>Generated serializers: reflection would be compiled while a load runs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LocalStarted))]
[JsonSerializable(typeof(LocalExit))]
internal sealed partial class LocalJson : JsonSerializerContext;
