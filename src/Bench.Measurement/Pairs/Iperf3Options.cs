using System.Text.Json.Serialization;

namespace Bench.Measurement.Pairs;

/// <summary>What iperf3 is asked for (its man page has the flags).</summary>
public sealed record Iperf3Options
{
    /// <summary>UDP instead of TCP (<c>-u</c>).</summary>
    public bool Udp { get; init; }

    /// <summary>Streams side by side (<c>-P</c>).</summary>
    [JsonRequired]
    public int Streams { get; init; } = 1;

    /// <summary>The server sends (<c>-R</c>).</summary>
    public bool Reverse { get; init; }

    /// <summary>bit/s that each stream aims at (<c>-b</c>); 0: as much as goes. Null: iperf3's own, which is 1 Mbit/s for UDP and all for TCP.</summary>
    public double? BitsPerSecond { get; init; }

    /// <summary>Seconds at the start that do not count (<c>-O</c>).</summary>
    public double OmitSeconds { get; init; }

    /// <summary>Bytes of a read or write (<c>-l</c>).</summary>
    public long? LengthBytes { get; init; }

    /// <summary>Bytes of the socket's buffers (<c>-w</c>).</summary>
    public long? WindowBytes { get; init; }

    /// <summary>The congestion control algorithm (<c>-C</c>).</summary>
    public string? Congestion { get; init; }

    /// <summary>Sends from files, without a copy (<c>-Z</c>).</summary>
    public bool ZeroCopy { get; init; }
}
