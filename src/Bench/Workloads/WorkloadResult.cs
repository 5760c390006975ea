using Bench.Diagnostics;
using Bench.Measurement;
using Bench.Metrics;
using Bench.Workloads.Pairs;

namespace Bench.Workloads;

/// <summary>What one run of a workload gave.</summary>
public sealed record WorkloadResult
{
    public IReadOnlyList<MeasuredValue> Values { get; init; } = [];

    public IReadOnlyList<MeasuredHistogram> Histograms { get; init; } = [];

    /// <summary>Over time; metric names begin with the workload's.</summary>
    public IReadOnlyList<SeriesRow> Series { get; init; } = [];

    /// <summary>When the measurement began, after the warm-up; null where the workload has none.</summary>
    public DateTimeOffset? MeasuredFrom { get; init; }

    /// <summary>What an audit of the workload's own arrivals found wrong, in words with numbers; empty where it passed, or there was none.</summary>
    public IReadOnlyList<string> ArrivalFailures { get; init; } = [];

    /// <summary>True where it was stopped before its time.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Of a workload that measures between nodes: every measurement of every pair. Null for the others.</summary>
    public PairResults? Pairs { get; init; }

    /// <summary>Why something could not be read.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; init; } = [];

    public static WorkloadResult Failed(Diagnostic problem) => new() { Problems = [problem] };
}
