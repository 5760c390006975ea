namespace Bench.Measurement.Patterns;

/// <summary>How much work a pattern is.</summary>
/// <param name="Rounds">Of one repeat.</param>
/// <param name="Batches">What runs one after the other: all repeats and network interfaces.</param>
/// <param name="Pairs">Measurements of a pair, over all repeats, directions and network interfaces.</param>
/// <param name="Seconds">The expected wall time.</param>
public sealed record PatternCost(int Rounds, long Batches, long Pairs, double Seconds);
