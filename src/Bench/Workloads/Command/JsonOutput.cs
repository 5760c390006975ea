using System.Globalization;
using System.Text.Json;

namespace Bench.Workloads.Command;

/// <summary>
/// Numbers in JSON by a path of names and indices (<c>end.sum_received.bits_per_second</c>, <c>runs[0].tps</c>, <c>runs[*].tps</c>).
/// Programs like to print other lines before: the document starts at the first brace or bracket that parses. JSON lines are read too.
/// </summary>
internal static class JsonOutput
{
    public static IReadOnlyList<double> Find(string output, string path)
    {
        var documents = Documents(output);
        if (documents.Count == 0)
        {
            throw new OutputException("there is no JSON in it.");
        }

        var steps = Steps(path);
        var found = documents.SelectMany(d => Walk(d, steps)).Select(Number).OfType<double>().Where(double.IsFinite).ToList();
        return found.Count > 0 ? found : throw new OutputException($"no number at '{path}'.");
    }

    private static List<JsonElement> Documents(string output)
    {
        var documents = new List<JsonElement>();
        var bytes = System.Text.Encoding.UTF8.GetBytes(output);
        var start = 0;
        while (start < bytes.Length)
        {
            var next = bytes.AsSpan(start).IndexOfAny((byte)'{', (byte)'[');
            if (next < 0)
            {
                break;
            }

            start += next;
            start += Document(bytes.AsSpan(start), documents);
        }

        return documents;
    }

    /// <summary>Adds the document that begins here, if it is one, and says how many bytes are done with.</summary>
    private static int Document(ReadOnlySpan<byte> bytes, List<JsonElement> documents)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            reader.Read();
            reader.Skip();
            var length = (int)reader.BytesConsumed;
            var document = new Utf8JsonReader(bytes[..length]);
            documents.Add(JsonElement.ParseValue(ref document));
            return length;
        }
        catch (JsonException)
        {
            // What only looked like JSON ends where it stopped being sound ("[INFO] {…}"), or else with its line: all bytes are read about once.
            var line = bytes.IndexOf((byte)'\n');
            return Math.Max(1, Math.Min((int)reader.BytesConsumed, line < 0 ? bytes.Length : line + 1));
        }
    }

    private static List<string> Steps(string path) =>
        [.. path.TrimStart('$').Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries)];

    private static IEnumerable<JsonElement> Walk(JsonElement root, List<string> steps)
    {
        IEnumerable<JsonElement> at = [root];
        foreach (var step in steps)
        {
            at = [.. at.SelectMany(e => Step(e, step))];
        }

        return at;
    }

    private static IReadOnlyList<JsonElement> Step(JsonElement element, string step)
    {
        if (step is "[*]")
        {
            return element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [];
        }

        if (step is ['[', .. var digits, ']'] && int.TryParse(digits, CultureInfo.InvariantCulture, out var index))
        {
            return element.ValueKind == JsonValueKind.Array && index >= 0 && index < element.GetArrayLength() ? [element[index]] : [];
        }

        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step, out var value) ? [value] : [];
    }

    private static double? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when double.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };
}
