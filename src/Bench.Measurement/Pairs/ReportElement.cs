using System.Text.Json;

namespace Bench.Measurement.Pairs;

/// <summary>Looks into a tool's report, in which anything may be missing or of another kind.</summary>
internal static class ReportElement
{
    internal static JsonElement Part(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) ? part : default;

    /// <summary>Null: it is not there, or no number that can be.</summary>
    internal static double? Number(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Number } part && part.TryGetDouble(out var value) && double.IsFinite(value) && value >= 0 ? value : null;

    internal static string? Text(this JsonElement element, string name) => element.Part(name) is { ValueKind: JsonValueKind.String } part ? part.GetString() : null;

    internal static bool Is(this JsonElement element, string name) => element.Part(name).ValueKind == JsonValueKind.True;
}
