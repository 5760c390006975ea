using Bench.Measurement.Pairs;
using Bench.Recipes;

namespace Bench.Workloads.Pairs;

/// <summary>Throughput between nodes by iperf3.</summary>
public sealed class Iperf3Workload : PairWorkload
{
    public override string Kind => "iperf3";

    protected override PairPlan With(PairWorkloadSpec spec, PairPlan plan)
    {
        var iperf3 = (Iperf3WorkloadSpec)spec;
        return plan with
        {
            Iperf3 = new Iperf3Options
            {
                Udp = iperf3.Udp,
                Streams = iperf3.Streams,
                Reverse = iperf3.Reverse,
                BitsPerSecond = iperf3.Bitrate?.PerSecond,
                OmitSeconds = iperf3.Omit.TotalSeconds,
                LengthBytes = iperf3.Length?.Bytes,
                WindowBytes = iperf3.Window?.Bytes,
                Congestion = iperf3.Congestion,
                ZeroCopy = iperf3.ZeroCopy,
            },
        };
    }
}
