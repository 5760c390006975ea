using Bench.Measurement.Pairs;
using Bench.Recipes;

namespace Bench.Workloads.Pairs;

/// <summary>Bandwidth and latency between nodes by qperf.</summary>
public sealed class QperfWorkload : PairWorkload
{
    public override string Kind => "qperf";

    protected override PairPlan With(PairWorkloadSpec spec, PairPlan plan)
    {
        var qperf = (QperfWorkloadSpec)spec;
        return plan with { Qperf = new QperfOptions { Tests = qperf.Tests, MessageBytes = qperf.MessageSize?.Bytes } };
    }
}
