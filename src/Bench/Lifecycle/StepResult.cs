using System.Text.Json.Serialization;

namespace Bench.Lifecycle;

/// <summary>How a step went.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepResult>))]
public enum StepResult
{
    Done,
    UpToDate,
    Skipped,
    Failed,
    Cancelled,
}
