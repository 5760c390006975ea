namespace Bench.Diagnostics;

// 32xx: the connection to a cluster
public static partial class Codes
{
    /// <summary>The ssh_config cannot be read, or asks for something that Bench does not do.</summary>
    public const string SshConfigBad = "BENCH3201";

    /// <summary>The alias has no Host block, and there is no machine of that name.</summary>
    public const string SshHostUnknown = "BENCH3202";

    /// <summary>No connection: refused, timed out, no route.</summary>
    public const string SshConnectFailed = "BENCH3203";

    /// <summary>The server takes none of the keys.</summary>
    public const string SshAuthenticationFailed = "BENCH3204";

    /// <summary>A private key cannot be read, or there is none.</summary>
    public const string SshKeyUnreadable = "BENCH3205";

    /// <summary>A private key is encrypted and its passphrase is missing or wrong.</summary>
    public const string SshPassphrase = "BENCH3206";

    /// <summary>The server's host key stands in no known_hosts file.</summary>
    public const string SshHostKeyUnknown = "BENCH3207";

    /// <summary>The server's host key is another one than known_hosts has.</summary>
    public const string SshHostKeyChanged = "BENCH3208";

    /// <summary>The server's host key is marked as revoked.</summary>
    public const string SshHostKeyRevoked = "BENCH3209";

    /// <summary>The connection broke, and could not be mended in time.</summary>
    public const string SshLineBroken = "BENCH3210";

    /// <summary>The account on the server runs no commands.</summary>
    public const string SshShellUnusable = "BENCH3211";

    /// <summary>A disk on the cluster is full, or a quota is used up.</summary>
    public const string RemoteDiskFull = "BENCH3212";
}
