using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Bench.Load.Engines.Sockets;

/// <summary>One socket from connect to close. Its tasks run on the pool and end in events; the worker begins each, so that one read runs at most.</summary>
internal sealed class SocketLife : IDisposable
{
    private readonly Socket _socket;
    private readonly long _token;
    private readonly Action<SocketEvent> _post;
    private readonly byte[] _buffer = new byte[16 << 10];
    private Stream? _stream;
    private byte[] _request = [];
    private Task _writing = Task.CompletedTask;

    internal SocketLife(IPEndPoint endpoint, long token, Action<SocketEvent> post)
    {
        (_token, _post) = (token, post);
        _socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    }

    /// <summary>What the last read brought.</summary>
    internal ReadOnlySpan<byte> Bytes(int count) => _buffer.AsSpan(0, count);

    internal async Task ConnectAsync(IPEndPoint endpoint, TlsPlan? tls)
    {
        try
        {
            await _socket.ConnectAsync(endpoint).ConfigureAwait(false);
            var plain = new NetworkStream(_socket, ownsSocket: false);
            _stream = tls is null ? plain : await SecureAsync(plain, tls).ConfigureAwait(false);
            _post(new(_token, SocketEvent.Kind.Connected));
        }
        catch (Exception e) when (IsExpected(e))
        {
            _post(new(_token, SocketEvent.Kind.ConnectFailed, Problem: e));
        }
    }

    internal async Task ReadAsync()
    {
        try
        {
            var count = await _stream!.ReadAsync(_buffer).ConfigureAwait(false);
            _post(new(_token, SocketEvent.Kind.Read, count));
        }
        catch (Exception e) when (IsExpected(e))
        {
            _post(new(_token, SocketEvent.Kind.ReadFailed, Problem: e));
        }
    }

    /// <summary>Writes a request, behind the rest of the last one where that is still on its way.</summary>
    internal void Write(ReadOnlySpan<byte> request)
    {
        _request = _writing.IsCompleted && _request.Length >= request.Length ? _request : new byte[request.Length];
        request.CopyTo(_request);
        _writing = WriteAsync(_writing, _request.AsMemory(0, request.Length));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _stream?.Dispose();
    }

    private static bool IsExpected(Exception e) =>
        e is IOException or SocketException or AuthenticationException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    private static async Task<Stream> SecureAsync(NetworkStream plain, TlsPlan tls)
    {
        var stream = new SslStream(plain);
        var options = new SslClientAuthenticationOptions { TargetHost = tls.Host, ApplicationProtocols = [SslApplicationProtocol.Http11] };
        if (tls.Insecure)
        {
#pragma warning disable CA5359 // It is what --insecure asks for, by name.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        await stream.AuthenticateAsClientAsync(options).ConfigureAwait(false);
        return stream;
    }

    private async Task WriteAsync(Task before, ReadOnlyMemory<byte> request)
    {
        try
        {
            await before.ConfigureAwait(false);
            await _stream!.WriteAsync(request).ConfigureAwait(false);
        }
        catch (Exception e) when (IsExpected(e))
        {
            _post(new(_token, SocketEvent.Kind.WriteFailed, Problem: e));
        }
    }
}
