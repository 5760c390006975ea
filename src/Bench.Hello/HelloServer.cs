using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bench.Hello;

/// <summary>The service: Kestrel and one request delegate, without configuration files or logs.</summary>
public sealed class HelloServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;

    /// <param name="clock">The clock of delays and stalls; <see cref="PreciseTime"/> by default.</param>
    public HelloServer(HelloOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _certificate = options.Tls ? Certificate(options) : null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "bench-hello" });
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = options.Inline);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Host, options.Port, listen =>
            {
                // Without HTTP/2, which needs TLS to be agreed on: the load speaks HTTP/1.1.
                listen.Protocols = HttpProtocols.Http1;
                if (_certificate is not null)
                {
                    listen.UseHttps(_certificate);
                }
            });
        });
        // A held request must not hold up the end: a job's stop is a second away from a kill.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(300));
        _app = builder.Build();
        var time = clock ?? PreciseTime.Instance;
        var endpoints = new HelloEndpoints(Metrics, Times, options, time);
        var gate = new StallGate(options.Stalls, time);
        _app.Run(context => ServeAsync(context, gate, endpoints, time));
    }

    public HelloMetrics Metrics { get; } = new();

    /// <summary>Of all requests but those of /health, /metrics and /times.</summary>
    public ServiceTimes Times { get; } = new();

    /// <summary>Starts to listen; returns the URL.</summary>
    public async Task<string> StartAsync(CancellationToken cancellationToken = default)
    {
        await _app.StartAsync(cancellationToken);
        return _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    /// <summary>Waits for SIGTERM, SIGINT or <see cref="DisposeAsync"/>.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    // Of a name that nobody vouches for; it lives as long as the server.
    private static X509Certificate2 Certificate(HelloOptions options)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bench-hello", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(options.Host);
        names.AddDnsName("localhost");
        names.AddDnsName(Environment.MachineName);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
    }

    private async Task ServeAsync(HttpContext context, StallGate gate, HelloEndpoints endpoints, TimeProvider clock)
    {
        Metrics.Begin();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _app.Lifetime.ApplicationStopping);
        try
        {
            await gate.PassAsync(context.Request.Path != "/health", ending.Token);
            var begun = clock.GetTimestamp();
            await endpoints.AnswerAsync(context, ending.Token);
            if (context.Request.Path.Value is not ("/health" or "/metrics" or "/times"))
            {
                Times.Add(clock.GetElapsedTime(begun));
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            Metrics.End(context.Response.StatusCode);
        }
    }
}
