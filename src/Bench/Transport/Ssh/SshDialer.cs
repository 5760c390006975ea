using System.Net;
using System.Net.Sockets;
using Bench.Diagnostics;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Bench.Transport.Ssh;

/// <summary>Makes a connection to a machine, through others where ProxyJump says so, each with its host key checked.</summary>
internal sealed class SshDialer(SshHost host, SshOptions options)
{
    private readonly SshKeys _keys = new(options.Passphrase);

    /// <exception cref="BenchException">Transient where the same may succeed later.</exception>
    public async Task<SshLine> DialAsync(CancellationToken cancellationToken)
    {
        var through = new List<IDisposable>();
        try
        {
            SshClient? before = null;
            foreach (var hop in Hops(host))
            {
                var (address, port) = before is null ? (hop.HostName, hop.Port) : Forward(before, hop, through);
                before = await ConnectAsync(hop, address, port, cancellationToken).ConfigureAwait(false);
                through.Add(before);
            }

            through.Remove(before!);
            return new SshLine(before!, through);
        }
        catch
        {
            foreach (var part in Enumerable.Reverse(through))
            {
                part.Dispose();
            }

            throw;
        }
    }

    /// <summary>The machines to connect to, one through the other; the last is the one that is wanted.</summary>
    private static IEnumerable<SshHost> Hops(SshHost host) => host.Jumps.SelectMany(Hops).Append(host);

    /// <summary>SSH.NET goes through another connection by a port on the loopback interface. What is at its end asks for a key, whoever connects.</summary>
    private static (string Address, int Port) Forward(SshClient client, SshHost hop, List<IDisposable> through)
    {
        var port = new ForwardedPortLocal("127.0.0.1", 0, hop.HostName, (uint)hop.Port);
        through.Add(port);
        client.AddForwardedPort(port);
        port.Start();
        return (port.BoundHost, (int)port.BoundPort);
    }

    private async Task<SshClient> ConnectAsync(SshHost hop, string address, int port, CancellationToken cancellationToken)
    {
        if (!hop.IsConfigured && !await ExistsAsync(address, cancellationToken).ConfigureAwait(false))
        {
            // Before keys are looked for: a mistyped alias is not a matter of keys.
            throw SshErrors.HostUnknown(hop);
        }

        var keys = await Blocking.RunAsync(() => _keys.For(hop)).ConfigureAwait(false);
        var check = Check(hop);
        using var method = new PrivateKeyAuthenticationMethod(hop.User, [.. keys.Select(k => k.Key)]);
        var info = new ConnectionInfo(address, port, hop.User, method) { Timeout = options.ConnectTimeout, RetryAttempts = 1, MaxSessions = int.MaxValue };
        Prefer(info, check.KeyTypes);
        var client = new SshClient(info) { KeepAliveInterval = options.KeepAlive };
        BenchException? refused = null;
        client.HostKeyReceived += (_, e) => e.CanTrust = (refused = check.Judge(e.HostKey)) is null;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.ConnectTimeout);
        try
        {
            await client.ConnectAsync(timeout.Token).ConfigureAwait(false);
            return client;
        }
        catch (Exception e)
        {
            client.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw refused ?? Reason(hop, e, [.. keys.Select(k => k.File)]);
        }
    }

    private static async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await Dns.GetHostAddressesAsync(name, cancellationToken).ConfigureAwait(false)).Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static HostKeyCheck Check(SshHost hop)
    {
        try
        {
            return new HostKeyCheck(hop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SshErrors.Config(null, $"A known_hosts file of {hop} cannot be read: {e.Message.TrimEnd('.')}.", "Give it rights to be read, or name another by UserKnownHostsFile.");
        }
    }

    /// <summary>A server that has several keys shows the kind that is asked for first. Certificates are not asked for: known_hosts lines of authorities are not read.</summary>
    private static void Prefer(ConnectionInfo info, IReadOnlyList<string> keyTypes)
    {
        var algorithms = info.HostKeyAlgorithms.Where(a => !a.Key.Contains("-cert-", StringComparison.Ordinal)).OrderBy(a => keyTypes.Contains(KeyType(a.Key)) ? 0 : 1).ToList();
        info.HostKeyAlgorithms.Clear();
        foreach (var (name, algorithm) in algorithms)
        {
            info.HostKeyAlgorithms.Add(name, algorithm);
        }
    }

    private static string KeyType(string algorithm) => algorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm;

    private static BenchException Reason(SshHost hop, Exception e, IReadOnlyList<string> keys) => e switch
    {
        SshAuthenticationException => SshErrors.Authentication(hop, e.Message, keys),
        OperationCanceledException or SshOperationTimeoutException => SshErrors.Connect(hop, "it did not answer in time"),
        _ => SshErrors.Connect(hop, e.Message),
    };
}
