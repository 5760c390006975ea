namespace Bench.Load.Engines;

/// <summary>How connections are secured.</summary>
/// <param name="Host">The name that the server's certificate must be for.</param>
/// <param name="Insecure">Take any certificate.</param>
internal sealed record TlsPlan(string Host, bool Insecure);
