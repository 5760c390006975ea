using System.Net;
using System.Net.Sockets;
using Bench.Load.CommandLine;

namespace Bench.Load.Http;

/// <summary>Where requests go.</summary>
internal sealed record HttpTarget(string Host, int Port, string PathAndQuery, bool Secure = false)
{
    /// <summary>As it stands in the Host field: brackets around IPv6, no port where it is the scheme's own.</summary>
    internal string Authority => (Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host) + (Port == (Secure ? 443 : 80) ? "" : $":{Port}");

    internal string Url => $"{(Secure ? "https" : "http")}://{Authority}{PathAndQuery}";

    /// <summary>Reads a URL; <paramref name="path"/>, if any, replaces its path and query.</summary>
    internal static HttpTarget Parse(string url, string? path)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new UsageException($"--url '{url}' is no absolute URL. Write for instance http://127.0.0.1:8080/hello.");
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new UsageException($"--url: the scheme '{uri.Scheme}' is unknown. Use http or https.");
        }

        if (uri.UserInfo.Length > 0)
        {
            // It would end in the result file and in process lists.
            throw new UsageException("--url: no user name or password may stand in the URL. Use --header 'Authorization: …'.");
        }

        if (path is not null && (!path.StartsWith('/') || path.Any(c => c is <= ' ' or > '~')))
        {
            throw new UsageException($"--path '{path}' must begin with / and be escaped as in a URL.");
        }

        return new HttpTarget(uri.IdnHost.Trim('[', ']'), uri.Port, path ?? uri.PathAndQuery, uri.Scheme == Uri.UriSchemeHttps);
    }

    /// <summary>
    /// The address to connect to: of a name with several, the first that accepts a connection (localhost is often ::1 where the service listens on
    /// 127.0.0.1 only); where none does, the first, so that the load reports the failures.
    /// </summary>
    internal IPEndPoint Resolve(TimeSpan timeout, CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(Host, out var literal) ? [literal] : Dns.GetHostAddresses(Host);
        }
        catch (SocketException e)
        {
            throw new LoadException($"The host '{Host}' has no address: {e.Message}", e);
        }

        if (addresses.Length > 1)
        {
            foreach (var address in addresses)
            {
                if (Accepts(new IPEndPoint(address, Port), timeout, cancellationToken))
                {
                    return new IPEndPoint(address, Port);
                }
            }
        }

        return addresses.Length > 0 ? new IPEndPoint(addresses[0], Port) : throw new LoadException($"The host '{Host}' has no address.");
    }

    private static bool Accepts(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.ConnectAsync(endpoint, limit.Token).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
