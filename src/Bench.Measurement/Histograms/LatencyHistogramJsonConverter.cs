using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Measurement.Histograms;

/// <summary>
/// Writes a histogram as <c>{"count", "min", "mean", "max", "p50", "p90", "p99", "p999", "hdr"}</c>: figures in ns for people and scripts, and
/// all counts in <c>hdr</c> (<see cref="LatencyHistogram.Encode"/>), from which it is read back. An empty one has a count of 0 and no figures.
/// </summary>
public sealed class LatencyHistogramJsonConverter : JsonConverter<LatencyHistogram>
{
    public override LatencyHistogram Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        try
        {
            return root.TryGetProperty("hdr", out var hdr)
                ? LatencyHistogram.Decode(
                    hdr.GetString() ?? "",
                    root.GetProperty("min").GetInt64(),
                    root.GetProperty("max").GetInt64(),
                    root.GetProperty("mean").GetDouble())
                : new LatencyHistogram();
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, LatencyHistogram value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        writer.WriteNumber("count", value.Count);
        if (value.Count > 0)
        {
            writer.WriteNumber("min", value.Min);
            writer.WriteNumber("mean", value.Mean);
            writer.WriteNumber("max", value.Max);
            writer.WriteNumber("p50", value.Percentile(50));
            writer.WriteNumber("p90", value.Percentile(90));
            writer.WriteNumber("p99", value.Percentile(99));
            writer.WriteNumber("p999", value.Percentile(99.9));
            writer.WriteString("hdr", value.Encode());
        }

        writer.WriteEndObject();
    }
}
