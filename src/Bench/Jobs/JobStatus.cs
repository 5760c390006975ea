using Bench.Diagnostics;

namespace Bench.Jobs;

/// <summary>What the backend knows of a job at one moment.</summary>
/// <param name="ExitCode">The script's exit status; 128 + n for signal n; null while it runs or where nobody knows.</param>
/// <param name="Reason">A sentence for people: why it is pending, how it failed.</param>
/// <param name="Nodes">Host names.</param>
public sealed record JobStatus(JobPhase Phase, int? ExitCode = null, string? Reason = null, IReadOnlyList<string>? Nodes = null)
{
    /// <summary>Why neither this job nor another try of it can ever run as the recipe and the cluster file stand; null while nothing says so.</summary>
    public Diagnostic? Problem { get; init; }
}
