namespace Bench.Transport.Ssh;

/// <summary>A line of a known_hosts file that speaks of a machine.</summary>
/// <param name="Key">The key's blob.</param>
internal sealed record KnownHost(string File, int Line, string KeyType, byte[] Key, bool IsRevoked);
