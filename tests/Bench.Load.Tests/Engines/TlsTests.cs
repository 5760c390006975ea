using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bench.Load.CommandLine;
using Bench.Load.Engines;

namespace Bench.Load.Tests.Engines;

public sealed class TlsTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;

    public TlsTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _listener.Start();
        _ = AcceptAsync();
    }

    private string Url => $"https://{_listener.LocalEndpoint}/";

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

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
        try
        {
            using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(_certificate);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.Length == 0)
                {
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
                }
            }
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went.
        }
    }

    private static HttpLoad Load(string url, params string[] more)
    {
        var command = HttpCommand.Parse(["--url", url, "--rate", "100", "--duration", "500ms", "--connections", "3", .. more]);
        return new HttpLoad(LoadEngines.Create(command.Options.Engine, command.Target.Secure, Assert.Fail), command.Plan(CancellationToken.None), command.Options);
    }

    [Fact]
    public async Task An_insecure_load_takes_any_certificate()
    {
        var result = await OwnThread.Run(() =>
        {
            using var load = Load(Url, "--insecure");
            return load.Run();
        });

        Assert.Equal((50, 0), (result.Counts.Completed, result.Counts.Errors));
        Assert.EndsWith("sockets", result.Engine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_ends_the_load_with_the_reason()
    {
        var problem = await Assert.ThrowsAsync<LoadException>(() => OwnThread.Run(() =>
        {
            using var load = Load(Url);
            return load.Run();
        }));

        Assert.Contains("--insecure", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("io-uring")]
    public void An_engine_without_TLS_says_so(string engine) =>
        Assert.Contains("no TLS", Assert.Throws<LoadException>(() => Load(Url, "--engine", engine)).Message, StringComparison.Ordinal);
}
