using Bench.Reports.Pairs;

namespace Bench.Reports;

/// <summary>All that a report says, in one immutable record: <c>summary.json</c>. Others rely on its names (README, "Contracts").</summary>
public sealed record RunSummary
{
    public const string CurrentSchema = "bench/summary/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    public string? Description { get; init; }

    public required string Cluster { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Why the verdict is not VALID, the worst first; empty where it is.</summary>
    public required IReadOnlyList<VerdictReason> Reasons { get; init; }

    /// <summary>Nodes, interfaces and edges that are not like the others. They leave the verdict as it is.</summary>
    public IReadOnlyList<PairFinding> Findings { get; init; } = [];

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    public required IReadOnlyList<PointSummary> Points { get; init; }

    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    /// <summary>The run's phases on its time line: steps, service starts, workloads.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>Name to text: kernel, cpu, versions, git state of the recipe's folder, command line, ….</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>False where the run was cancelled or broke before all points were measured.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>Points that the recipe asked for; null where it is not known. With <see cref="Complete"/> it says how much is missing.</summary>
    public int? PlannedPoints { get; init; }

    /// <summary>Why the run ended early, as a sentence without a full stop: <c>cancelled by SIGINT</c>. Null where it did not, or nobody knows.</summary>
    public string? EndedBy { get; init; }

    /// <summary>The tool and its version that measured: <c>bench 0.1.0</c>.</summary>
    public string? Tool { get; init; }

    /// <summary>The command line that makes this run again.</summary>
    public string? Command { get; init; }
}
