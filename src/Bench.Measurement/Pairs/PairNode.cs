namespace Bench.Measurement.Pairs;

/// <summary>A node that took part.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Name">As the cluster knows it; on one machine its loopback address.</param>
/// <param name="Addresses">By network interface; the empty name is the address that it is known by.</param>
public sealed record PairNode(int Index, string Name, IReadOnlyDictionary<string, string> Addresses);
