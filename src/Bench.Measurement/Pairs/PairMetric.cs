namespace Bench.Measurement.Pairs;

/// <summary>A figure that a tool gives for a pair.</summary>
/// <param name="Name">Such as <c>throughput</c>; part of a contract.</param>
/// <param name="Unit"><c>bit/s</c>, <c>s</c>, <c>1</c>, ….</param>
/// <param name="HigherIsBetter">Which way is better.</param>
/// <param name="Definition">Id of what exactly is measured, explained in <c>docs/metrics.md</c>: <c>iperf3.throughput/1</c>.</param>
/// <param name="Description">One line for people.</param>
public sealed record PairMetric(string Name, string Unit, bool HigherIsBetter, string Definition, string Description);
