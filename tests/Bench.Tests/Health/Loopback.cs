using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Tests.Health;

/// <summary>A listener on a free port of this machine that gives every connection the same answer.</summary>
internal sealed class Loopback : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public Loopback(string answer = "")
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync(Encoding.UTF8.GetBytes(answer));
    }

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}/up");

    /// <summary>A port that nobody listens on.</summary>
    public static int ClosedPort()
    {
        using var listener = new Loopback();
        return listener.Port;
    }

    private async Task ServeAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                // The request is small: one packet has it. Closed before it is read, the connection would be reset.
                await client.GetStream().ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false);
                await client.GetStream().WriteAsync(answer);
            }
        }
        catch (Exception end) when (end is SocketException or InvalidOperationException or IOException)
        {
            // The test is over; a listener that was stopped is 'not listening', an invalid operation.
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Assert.True(_serving.IsCompleted || _serving.Wait(TimeSpan.FromSeconds(60)));
    }
}
