using System.ComponentModel;
using Bench.Measurement.Patterns;

namespace Bench.Recipes;

/// <summary>What a workload has that runs over a pattern, between the nodes of one job.</summary>
public abstract record PairWorkloadSpec : WorkloadSpec
{
    /// <summary>How long a pair is measured where the recipe does not say.</summary>
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(10);

    /// <summary>How much longer than that a pair may take where the recipe does not say.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    [Description("How much of the pattern runs at the same time: 'none' is one pair after the other, 'round' all pairs of a round, 'all' all pairs of all rounds. Left out, it is 'round'; with 'all-to-one', 'all'.")]
    public Contention? Contention { get; init; }

    [Description("Both directions of each pair at the same time. Without it, 'all-to-all' measures them one after the other, and other patterns one of them.")]
    public bool Bidirectional { get; init; }

    [Description("How often the pattern is played in one measurement, within one job. The recipe's own 'repeat' makes the whole measurement again.")]
    [Range(1, 100_000)]
    public int Repeat { get; init; } = 1;

    [Description("How long each pair is measured, and of qperf each of its tests; 10s where it is left out.")]
    [Range(0.1, 86_400)]
    public TimeSpan? Duration { get; init; }

    [Description("The rest between two rounds.")]
    [Range(0, 86_400)]
    public TimeSpan Gap { get; init; }

    [Description("How much longer than its duration a pair may take before it is given up; 10s where it is left out.")]
    [Range(1, 86_400)]
    public TimeSpan? Grace { get; init; }

    [Description("Network interfaces, such as [ib0, ib1]: the pattern is played on each, one after the other. Left out, the address that a node is known by.")]
    public IReadOnlyList<string> Nics { get; init; } = [];

    [Description("Of 'one-to-all': the node that reaches all others, by index from 0, or by its name in 'resources.hosts'. Left out, the first.")]
    public string? Source { get; init; }

    [Description("Of 'all-to-one': the node that all others reach, by index from 0, or by its name in 'resources.hosts'. Left out, the first.")]
    public string? Target { get; init; }

    [Description("Of 'list': the pairs, client first, by index from 0 or by name: [[0, 1], [node2, node3]].")]
    public IReadOnlyList<IReadOnlyList<string>> Pairs { get; init; } = [];

    [Description("Of 'random': how many rounds are drawn; 1 where it is left out.")]
    [Range(1, 1_000_000)]
    public int? Rounds { get; init; }

    [Description("Of 'random': the same seed gives the same rounds on any machine; 1 where it is left out.")]
    [Range(0, 9_007_199_254_740_991)]
    public long? Seed { get; init; }
}
