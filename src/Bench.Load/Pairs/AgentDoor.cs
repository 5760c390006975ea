using System.Net;
using System.Net.Sockets;

namespace Bench.Load.Pairs;

/// <summary>Where agents come in. Who does not prove within seconds that it has the secret is put out again, and was told nothing.</summary>
internal sealed class AgentDoor : IAsyncDisposable
{
    private static readonly TimeSpan ProofTime = TimeSpan.FromSeconds(10);

    /// <summary>So many strangers at once, and no more: agents come again.</summary>
    private const int MostStrangers = 4096;

    private readonly Socket _listener;
    private readonly PairSecret _secret;
    private readonly Func<PairMessage.Hello, bool> _knows;
    private readonly Func<PairMessage.Hello, PairLink, CancellationToken, Task> _serve;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _accepting;
    private int _strangers;

    /// <param name="local">Whether only this machine may come.</param>
    /// <param name="knows">Whether an agent belongs here.</param>
    /// <param name="serve">Talks with it until its end.</param>
    internal AgentDoor(bool local, PairSecret secret, Func<PairMessage.Hello, bool> knows, Func<PairMessage.Hello, PairLink, CancellationToken, Task> serve)
    {
        (_secret, _knows, _serve) = (secret, knows, serve);
        var six = !local && Socket.OSSupportsIPv6;
        _listener = new Socket(six ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (six)
        {
            _listener.DualMode = true;
        }

        _listener.Bind(new IPEndPoint(six ? IPAddress.IPv6Any : local ? IPAddress.Loopback : IPAddress.Any, 0));
        _listener.Listen(4096);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    internal int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_closed.Token).ConfigureAwait(false);
                if (Interlocked.Increment(ref _strangers) > MostStrangers)
                {
                    Interlocked.Decrement(ref _strangers);
                    socket.Dispose();
                    continue;
                }

                _ = ReceiveAsync(socket);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // That one has gone again, or descriptors ran out for a moment.
                await Task.Delay(TimeSpan.FromMilliseconds(50)).ConfigureAwait(false);
            }
        }
    }

    private async Task ReceiveAsync(Socket socket)
    {
        var counted = true;
        try
        {
            await using var link = new PairLink(socket);
            var nonce = PairSecret.Nonce();
            link.Send(new PairMessage.Challenge(nonce));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
            limit.CancelAfter(ProofTime);
            if (await link.ReceiveAsync(limit.Token).ConfigureAwait(false) is not PairMessage.Hello hello
                || !PairSecret.Same(hello.Proof, _secret.AgentProof(nonce, hello.Nonce, hello.Index, hello.Name))
                || !_knows(hello))
            {
                return;
            }

            link.Longest = PairLink.LongestLine;
            link.Send(new PairMessage.Welcome(_secret.DriverProof(nonce, hello.Nonce)));
            Interlocked.Decrement(ref _strangers);
            counted = false;
            await _serve(hello, link, _closed.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was put out, or has gone.
        }
        finally
        {
            if (counted)
            {
                Interlocked.Decrement(ref _strangers);
            }
        }
    }
}
