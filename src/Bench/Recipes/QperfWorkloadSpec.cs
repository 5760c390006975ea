using System.ComponentModel;

namespace Bench.Recipes;

[Kind("qperf")]
[Description("Bandwidth and latency between nodes by qperf, of TCP, UDP and, where there is RDMA, of verbs, over a pattern.")]
public sealed record QperfWorkloadSpec : PairWorkloadSpec
{
    [Description("qperf's tests, run one after the other; the first is the one that matrix and outliers are about. Where there is RDMA, also rc_bw, rc_lat, ….")]
    public IReadOnlyList<string> Tests { get; init; } = ["tcp_bw", "tcp_lat"];

    [Description("Bytes of a message (-m); left out, the test's own.")]
    public ByteSize? MessageSize { get; init; }
}
