namespace Bench.Store;

/// <summary>A service's or client's job.</summary>
/// <param name="Name">Short name: <c>d1-hello</c>, <c>p1-load-r1</c>.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Id">The scheduler's id; empty where it was never submitted.</param>
/// <param name="Phase">How it stood last.</param>
public sealed record StoredJob(
    string Name, int Attempt, string Id, string Phase, int? ExitCode, DateTimeOffset? Submitted, DateTimeOffset? Ended);
