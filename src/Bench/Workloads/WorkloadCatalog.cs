using Bench.Plans;
using Bench.Recipes;
using Bench.Workloads.Command;
using Bench.Workloads.Http;
using Bench.Workloads.Pairs;
using Bench.Workloads.RedisBenchmark;
using Bench.Workloads.Wrk2;

namespace Bench.Workloads;

/// <summary>The kinds of workload that this build knows.</summary>
public static class WorkloadCatalog
{
    private static readonly HttpWorkload Http = new();
    private static readonly CommandWorkload Command = new();
    private static readonly RedisBenchmarkWorkload RedisBenchmark = new();
    private static readonly Wrk2Workload Wrk2 = new();
    private static readonly Iperf3Workload Iperf3 = new();
    private static readonly PingWorkload Ping = new();
    private static readonly QperfWorkload Qperf = new();
    private static readonly PairCommandWorkload PairCommand = new();

    public static IWorkload For(PlannedWorkload workload) => workload.Spec switch
    {
        HttpWorkloadSpec => Http,
        CommandWorkloadSpec { IsOverPattern: true } => PairCommand,
        CommandWorkloadSpec => Command,
        RedisBenchmarkWorkloadSpec => RedisBenchmark,
        Wrk2WorkloadSpec => Wrk2,
        Iperf3WorkloadSpec => Iperf3,
        PingWorkloadSpec => Ping,
        QperfWorkloadSpec => Qperf,
        _ => throw new NotSupportedException($"No workload reads {workload.Spec.GetType().Name}."),
    };
}
