namespace Bench.Health;

/// <summary>The result of a wait.</summary>
/// <param name="Detail">The last answer, or how the service ended.</param>
/// <param name="Probes">How often it was asked.</param>
public sealed record HealthReport(HealthOutcome Outcome, string Detail, int Probes, TimeSpan Elapsed, bool Capped);
