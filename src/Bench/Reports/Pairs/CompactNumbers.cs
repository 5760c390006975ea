using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Reports.Pairs;

/// <summary>A list of numbers in one line of JSON, with six significant digits: no instrument here has more, and the file stays one that people can read.</summary>
internal sealed class CompactNumbers : JsonConverter<IReadOnlyList<double?>>
{
    public override IReadOnlyList<double?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A list of numbers was expected.");
        }

        var numbers = new List<double?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble());
        }

        return numbers;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double?> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder("[");
        foreach (var number in value)
        {
            text.Append(text.Length > 1 ? ", " : "");
            _ = number is { } n && double.IsFinite(n) ? text.Append(n.ToString("G6", CultureInfo.InvariantCulture)) : text.Append("null");
        }

        writer.WriteRawValue(text.Append(']').ToString());
    }
}
