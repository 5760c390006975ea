namespace Bench.Store;

/// <summary>A run as the store keeps it.</summary>
/// <param name="Verdict">VALID, DEGRADED or INVALID.</param>
/// <param name="Started">UTC.</param>
public sealed record StoredRun(
    string Run,
    string Recipe,
    string Cluster,
    string Verdict,
    DateTimeOffset Started,
    DateTimeOffset Ended,
    IReadOnlyList<StoredJob> Services,
    IReadOnlyList<StoredJob> Clients,
    IReadOnlyList<StoredMetric> Metrics);
