namespace Bench.Lifecycle;

/// <summary>A job that a step wants to have.</summary>
/// <param name="Name">Short name: <c>d1-hello</c>, <c>p1-load-r1</c>.</param>
/// <param name="Role"><c>service</c> or <c>client</c>.</param>
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
    IReadOnlyDictionary<string, string> Files);
