using Bench.Plans;
using Bench.Recipes;
using Bench.Workloads.Command;
using Bench.Workloads.Http;
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

    public static IWorkload For(PlannedWorkload workload) => workload.Spec switch
    {
        HttpWorkloadSpec => Http,
        CommandWorkloadSpec => Command,
        RedisBenchmarkWorkloadSpec => RedisBenchmark,
        Wrk2WorkloadSpec => Wrk2,
        _ => throw new NotSupportedException($"No workload reads {workload.Spec.GetType().Name}."),
    };
}
