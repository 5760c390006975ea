namespace Bench.Measurement.Pairs;

/// <summary>What a pair's tool said of an interval.</summary>
/// <param name="Start">Seconds since the client's start.</param>
/// <param name="Seconds">The interval's length.</param>
/// <param name="Values">By the name of a <see cref="PairMetric"/>.</param>
public sealed record PairSample(double Start, double Seconds, IReadOnlyDictionary<string, double> Values);
