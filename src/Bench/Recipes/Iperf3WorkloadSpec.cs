using System.ComponentModel;

namespace Bench.Recipes;

[Kind("iperf3")]
[Description("Throughput between nodes by iperf3, over a pattern; it is installed on the nodes or in the image.")]
public sealed record Iperf3WorkloadSpec : PairWorkloadSpec
{
    [Description("UDP instead of TCP (-u); it needs a 'bitrate'.")]
    public bool Udp { get; init; }

    [Description("Streams side by side in each pair (-P).")]
    [Range(1, 128)]
    public int Streams { get; init; } = 1;

    [Description("The server sends (-R).")]
    public bool Reverse { get; init; }

    [Description("Bit/s that each stream aims at (-b), such as 10G; 0, and for TCP left out: as much as goes.")]
    [Range(0, 10_000_000_000_000)]
    public Rate? Bitrate { get; init; }

    [Description("Time at the start of each pair that does not count (-O), beside 'duration': TCP's slow start.")]
    [Range(0, 60)]
    public TimeSpan Omit { get; init; }

    [Description("Bytes of a read or write (-l): up to 1M, of UDP up to 65507B.")]
    public ByteSize? Length { get; init; }

    [Description("Bytes of the sockets' buffers (-w), up to 512M.")]
    public ByteSize? Window { get; init; }

    [Description("TCP's congestion control algorithm (-C), such as cubic or bbr.")]
    public string? Congestion { get; init; }

    [Description("TCP sends without a copy (-Z).")]
    public bool ZeroCopy { get; init; }
}
