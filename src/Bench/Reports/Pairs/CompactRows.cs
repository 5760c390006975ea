using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Reports.Pairs;

/// <summary>The rows of a matrix, each in one line of JSON.</summary>
internal sealed class CompactRows : JsonConverter<IReadOnlyList<IReadOnlyList<double?>>>
{
    private static readonly CompactNumbers Row = new();

    public override IReadOnlyList<IReadOnlyList<double?>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The rows of a matrix were expected.");
        }

        var rows = new List<IReadOnlyList<double?>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            rows.Add(Row.Read(ref reader, typeof(IReadOnlyList<double?>), options));
        }

        return rows;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<IReadOnlyList<double?>> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var row in value)
        {
            Row.Write(writer, row, options);
        }

        writer.WriteEndArray();
    }
}
