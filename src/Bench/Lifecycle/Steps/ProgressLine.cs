using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Transport;

namespace Bench.Lifecycle.Steps;

/// <summary>A line of an engine's progress file. Times in s, rates in 1/s.</summary>
internal sealed record ProgressLine(
    [property: JsonPropertyName("t")] double Elapsed,
    [property: JsonPropertyName("of")] double? Total,
    bool Warmup,
    long? Completed,
    long? Errors,
    double? Rate,
    double? P99)
{
    private const int MaxLine = 4096;

    /// <summary>The last whole line, or null where there is none yet.</summary>
    public static async Task<ProgressLine?> ReadLastAsync(ITransport transport, string path, CancellationToken cancellationToken)
    {
        var bytes = await transport.ReadAsync(path, -MaxLine, MaxLine, cancellationToken).ConfigureAwait(false) ?? [];
        var end = Array.LastIndexOf(bytes, (byte)'\n');
        if (end <= 0)
        {
            return null;
        }

        var start = Array.LastIndexOf(bytes, (byte)'\n', end - 1) + 1;
        try
        {
            return JsonSerializer.Deserialize(bytes.AsSpan(start, end - start), LifecycleJson.Default.ProgressLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
