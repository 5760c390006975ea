namespace Bench.Measurement.Pairs;

/// <summary>Where a pair is measured.</summary>
/// <param name="Client">The client node's name.</param>
/// <param name="Server">The server node's name.</param>
/// <param name="Port">Of the server; 0 where the tool needs none.</param>
/// <param name="Nic">The network interface, or null.</param>
public sealed record PairPlace(string Client, string ClientAddress, string Server, string ServerAddress, int Port, string? Nic);
