using Bench.Jobs;

namespace Bench.Lifecycle;

/// <summary>A job that a step wants to have.</summary>
/// <param name="Name">Short name: <c>d1-hello</c>, <c>p1-load-r1</c>.</param>
/// <param name="Role"><c>service</c>, <c>client</c>, <c>allocation</c> or <c>image</c>.</param>
/// <param name="Script">The rendered script's path.</param>
/// <param name="Environment">Beside what every job of the run gets.</param>
/// <param name="StopGrace">Time from TERM to KILL.</param>
/// <param name="Files">Files to put into the job's folder before it starts: name and content.</param>
internal sealed record JobRequest(
    string Name,
    string Role,
    string Script,
    IReadOnlyDictionary<string, string> Environment,
    TimeSpan StopGrace,
    IReadOnlyDictionary<string, string> Files)
{
    /// <summary>As <see cref="JobSpec.TakesLessTime"/>.</summary>
    public bool TakesLessTime { get; init; }

    /// <summary>The short name of the job in whose allocation it runs as a step; null: it is a job of its own.</summary>
    public string? Allocation { get; init; }

    /// <summary>The step's nodes.</summary>
    public StepNodes Nodes { get; init; } = new(0, 1);
}
