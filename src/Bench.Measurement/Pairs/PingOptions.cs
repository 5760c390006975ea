using System.Text.Json.Serialization;

namespace Bench.Measurement.Pairs;

/// <summary>What ping is asked for (its man page has the flags).</summary>
public sealed record PingOptions
{
    /// <summary>Between two requests (<c>-i</c>). Below 2 ms older versions want root.</summary>
    [JsonRequired]
    public double IntervalSeconds { get; init; } = 0.2;

    /// <summary>Bytes of payload (<c>-s</c>).</summary>
    [JsonRequired]
    public int PayloadBytes { get; init; } = 56;

    /// <summary>How long the last replies are waited for (<c>-W</c>).</summary>
    [JsonRequired]
    public double ReplyTimeoutSeconds { get; init; } = 1;
}
