namespace Bench.Measurement.Pairs;

/// <summary>What qperf is asked for (its man page has tests and flags).</summary>
public sealed record QperfOptions
{
    private static readonly string[] Default = ["tcp_bw", "tcp_lat"];

    /// <summary>Run one after the other: <c>tcp_bw</c>, <c>tcp_lat</c>, <c>udp_lat</c>, and where there is RDMA <c>rc_bw</c>, <c>rc_lat</c>, …; the first is the primary.</summary>
    public IReadOnlyList<string> Tests { get; init => field = value ?? Default; } = Default;

    /// <summary>Bytes of a message (<c>-m</c>); null: the test's own.</summary>
    public long? MessageBytes { get; init; }
}
