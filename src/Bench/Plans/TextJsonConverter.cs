using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Recipes;

namespace Bench.Plans;

/// <summary>Writes a <see cref="Text"/> as a string, or, where references are left, as a list of strings and <c>{"ref": name}</c>: nothing has to be escaped.</summary>
public sealed class TextJsonConverter : JsonConverter<Text>
{
    public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Text.Of(reader.GetString()!);
        }

        var parts = new List<TextPart>();
        foreach (var part in JsonElement.ParseValue(ref reader).EnumerateArray())
        {
            parts.Add(part.ValueKind == JsonValueKind.String
                ? new TextPart(part.GetString()!, IsReference: false)
                : new TextPart(part.GetProperty("ref").GetString()!, IsReference: true));
        }

        return new Text(parts);
    }

    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
    {
        if (value.IsLiteral)
        {
            writer.WriteStringValue(value.ToString());
            return;
        }

        writer.WriteStartArray();
        foreach (var part in value.Parts)
        {
            if (part.IsReference)
            {
                writer.WriteStartObject();
                writer.WriteString("ref", part.Value);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteStringValue(part.Value);
            }
        }

        writer.WriteEndArray();
    }
}
