using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Reports;

/// <summary>Reads and writes <c>summary.json</c>.</summary>
public static class SummaryFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The file is read by people too: no \u0027 for an apostrophe. It is never put into HTML as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToJson(RunSummary summary) => JsonSerializer.Serialize(summary, Options) + "\n";

    public static RunSummary FromJson(string json) => JsonSerializer.Deserialize<RunSummary>(json, Options)
        ?? throw new JsonException("summary.json is empty.");
}
