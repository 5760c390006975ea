using System.Net;
using System.Net.Sockets;
using Bench.Load.Native;

namespace Bench.Load.Engines.Epoll;

/// <summary>
/// One byte to ourselves, through the kernel's whole way of a request. While a thread sleeps, its CPU's caches lose that code and its data, and the first send behind it
/// takes twice as long to reach the network: with this one just before it does not.
/// </summary>
internal sealed unsafe class PracticeSend : IDisposable
{
    /// <summary>What it takes at most, but for a halt of the machine, ns: with less time it would make the request late that it is for.</summary>
    internal const long Longest = 60_000;

    private readonly Socket _one;
    private readonly Socket _other;
    private bool _back;

    private PracticeSend(Socket one, Socket other)
    {
        (_one, _other) = (one, other);
        _one.NoDelay = _other.NoDelay = true;
        _one.Blocking = _other.Blocking = false;
    }

    /// <summary>By way of the loopback.</summary>
    /// <param name="family">Of the addresses that the load goes to.</param>
    /// <returns>Null where there is none, as in a network namespace whose loopback is down.</returns>
    internal static PracticeSend? Open(AddressFamily family)
    {
        if (family is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            return null;
        }

        Socket? one = null, other = null;
        try
        {
            using var listener = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, 0));
            listener.Listen(1);
            one = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
            one.Connect(listener.LocalEndPoint!);
            other = listener.Accept();
            // Somebody else may have come first.
            if (Equals(other.RemoteEndPoint, one.LocalEndPoint))
            {
                return new(one, other);
            }
        }
        catch (SocketException)
        {
            // No loopback; the load does without.
        }

        one?.Dispose();
        other?.Dispose();
        return null;
    }

    /// <summary>Sends and receives it.</summary>
    /// <returns>Whether it came.</returns>
    internal bool Run()
    {
        // To and fro, so that each acknowledges the last one, and no timer has to.
        var (from, to) = _back ? (_other, _one) : (_one, _other);
        _back = !_back;
        byte data = 0;
        _ = Libc.send((int)from.Handle, &data, 1, Libc.NoSignal);
        return Libc.recv((int)to.Handle, &data, 1, 0) == 1;
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }
}
