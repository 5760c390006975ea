using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Bench.Load.Pairs;

/// <summary>The addresses of this node.</summary>
internal static class NodeAddresses
{
    /// <summary>By network interface that is up: its first IPv4 address, else its first IPv6 address that is more than local to a link.</summary>
    internal static Dictionary<string, string> ByInterface()
    {
        var result = new Dictionary<string, string>();
        foreach (var nic in NetworkInterface.GetAllNetworkInterfaces().Where(n => n.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown))
        {
            var addresses = nic.GetIPProperties().UnicastAddresses.Select(a => a.Address).ToList();
            if ((addresses.FirstOrDefault(IsFour) ?? addresses.FirstOrDefault(a => !a.IsIPv6LinkLocal)) is { } address)
            {
                result[nic.Name] = address.ToString();
            }
        }

        return result;
    }

    /// <summary>Those by which other nodes may reach this one, the likeliest first: what its names lead to, and then its interfaces' own.</summary>
    internal static async Task<IReadOnlyList<IPAddress>> ReachableAsync(IEnumerable<string?> names, CancellationToken cancellationToken)
    {
        var result = new List<IPAddress>();
        foreach (var name in names.OfType<string>().Where(n => n.Length > 0).Distinct())
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(TimeSpan.FromSeconds(5));
                result.AddRange(await Dns.GetHostAddressesAsync(name, limit.Token).ConfigureAwait(false));
            }
            catch (Exception e) when (e is SocketException or ArgumentException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The next name, or the interfaces.
            }
        }

        result.AddRange(ByInterface().Values.Select(IPAddress.Parse));
        return [.. result.Where(a => !IPAddress.IsLoopback(a) && !a.IsIPv6LinkLocal).Distinct().OrderBy(a => IsFour(a) ? 0 : 1)];
    }

    private static bool IsFour(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;
}
