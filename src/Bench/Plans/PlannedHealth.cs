using Bench.Recipes;

namespace Bench.Plans;

/// <summary>When a service counts as up; all defaults resolved.</summary>
public sealed record PlannedHealth
{
    /// <summary>Null: it is healthy while it runs.</summary>
    public ProbeSpec? Probe { get; init; }

    /// <summary>Good answers in a row.</summary>
    public required int Successes { get; init; }

    /// <summary>Time between two probes.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Deadline from the start or the last growth of the log.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Deadline from the start, whatever the log does.</summary>
    public required TimeSpan Cap { get; init; }
}
