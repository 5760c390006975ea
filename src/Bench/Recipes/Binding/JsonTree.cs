using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bench.Diagnostics;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Binding;

/// <summary>Trees of records as JSON: a value in quotes is a string, one without is a number, true or false.</summary>
internal static class JsonTree
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(YamlNode root)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            Write(writer, root);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static YamlNode Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Node(document.RootElement);
    }

    private static void Write(Utf8JsonWriter writer, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.Entries)
                {
                    writer.WritePropertyName(key.Value);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case YamlSequence list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case YamlScalar { IsPlain: true, Value: "true" or "false" } scalar:
                writer.WriteBooleanValue(scalar.Value == "true");
                break;
            case YamlScalar { IsPlain: true } scalar when IsNumber(scalar.Value):
                writer.WriteRawValue(scalar.Value);
                break;
            case YamlScalar scalar:
                writer.WriteStringValue(scalar.Value);
                break;
            default:
                throw new NotSupportedException($"{node.GetType().Name} has no JSON.");
        }
    }

    // Plain text never begins with a digit or a sign.
    private static bool IsNumber(string text) =>
        (char.IsAsciiDigit(text[0]) || text[0] == '-') && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static YamlNode Node(JsonElement json)
    {
        var place = new SourcePlace("");
        return json.ValueKind switch
        {
            JsonValueKind.Object => new YamlMapping(place, [.. json.EnumerateObject().Select(p => new YamlEntry(new(place, p.Name, isPlain: false), Node(p.Value)))]),
            JsonValueKind.Array => new YamlSequence(place, [.. json.EnumerateArray().Select(Node)]),
            JsonValueKind.String => new YamlScalar(place, json.GetString()!, isPlain: false),
            _ => new YamlScalar(place, json.GetRawText(), isPlain: true),
        };
    }
}
