namespace Bench.Transport.Ssh;

/// <summary>How <see cref="SshTransport"/> connects. The defaults suit a cluster on the other side of a continent.</summary>
public sealed record SshOptions
{
    /// <summary>Asks for the passphrase of the key file that it is given; null where nobody can be asked. BENCH_SSH_PASSPHRASE goes first.</summary>
    public Func<string, string?>? Passphrase { get; init; }

    /// <summary>For the connection to stand, and for a server that stands to answer.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often something is sent, so that firewalls keep the connection.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a line that broke is dialled again, and an operation on files is repeated.</summary>
    public TimeSpan ReconnectLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Commands at the same time: sshd allows 10 a connection (MaxSessions), where nobody made it less.</summary>
    public int Channels { get; init; } = 6;
}
