using System.Text.Json;

namespace Bench.Reports;

/// <summary>Reads and writes <c>summary.json</c>.</summary>
public static class SummaryFile
{
    public static string ToJson(RunSummary summary) => JsonSerializer.Serialize(summary, SummaryJson.File.RunSummary) + "\n";

    public static RunSummary FromJson(string json) => JsonSerializer.Deserialize(json, SummaryJson.File.RunSummary)
        ?? throw new JsonException("summary.json is empty.");
}
