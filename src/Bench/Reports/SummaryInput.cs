using Bench.Plans;

namespace Bench.Reports;

/// <summary>Everything that a summary is made of.</summary>
public sealed record SummaryInput
{
    public required string Run { get; init; }

    public required RunPlan Plan { get; init; }

    /// <summary>Counted runs only, in the order in which they were made.</summary>
    public required IReadOnlyList<MeasuredRun> Runs { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>False where runs are missing.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>How to get the same again.</summary>
    public string? Command { get; init; }

    /// <summary>Why the run stopped early, as a sentence; null where it did not.</summary>
    public string? Stopped { get; init; }

    /// <summary>Services that were started more than once, with the number of starts.</summary>
    public IReadOnlyDictionary<string, int> Restarts { get; init; } = new Dictionary<string, int>();

    /// <summary>The newest VALID run of the same recipe, for gates with <c>worse-by</c>; null where there is none.</summary>
    public RunSummary? Baseline { get; init; }
}
