using Bench.Measurement.Pairs;
using Bench.Recipes;

namespace Bench.Workloads.Pairs;

/// <summary>Round-trip times between nodes by ping; it needs no server.</summary>
public sealed class PingWorkload : PairWorkload
{
    public override string Kind => "ping";

    protected override PairPlan With(PairWorkloadSpec spec, PairPlan plan)
    {
        var ping = (PingWorkloadSpec)spec;
        return plan with
        {
            Ping = new PingOptions
            {
                IntervalSeconds = ping.Interval.TotalSeconds,
                PayloadBytes = (int)ping.Size.Bytes,
                ReplyTimeoutSeconds = ping.ReplyTimeout.TotalSeconds,
            },
        };
    }
}
