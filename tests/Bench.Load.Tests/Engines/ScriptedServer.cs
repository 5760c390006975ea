using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Load.Tests.Engines;

/// <summary>A TCP server on loopback that answers each request with text of the test's choice, byte for byte.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, Answer> _answer;
    private int _requests;

    /// <param name="answer">What to do with request number n, from 0.</param>
    internal ScriptedServer(Func<int, Answer> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    internal string Url => $"http://{_listener.LocalEndpoint}/";

    internal int Requests => Volatile.Read(ref _requests);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (line.Length > 0)
                    {
                        continue;
                    }

                    var answer = _answer(Interlocked.Increment(ref _requests) - 1);
                    foreach (var piece in answer.Pieces)
                    {
                        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(piece));
                    }

                    if (answer.Close)
                    {
                        client.LingerState = new LingerOption(answer.Reset, 0);
                        return;
                    }
                }
            }
            catch (IOException)
            {
                // The client closed.
            }
        }
    }

    internal sealed record Answer(params string[] Pieces)
    {
        internal bool Close { get; init; }

        internal bool Reset { get; init; }
    }
}
