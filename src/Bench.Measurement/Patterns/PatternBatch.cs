namespace Bench.Measurement.Patterns;

/// <summary>Pairs that are measured at the same time.</summary>
/// <param name="Repeat">Of the pattern, from 1.</param>
/// <param name="Pairs">With the round of each, from 1.</param>
public sealed record PatternBatch(int Repeat, IReadOnlyList<(int Round, NodePair Pair)> Pairs);
