using System.Diagnostics.CodeAnalysis;
using Bench.Health;
using Bench.Health.Probes;
using Bench.Jobs;
using Bench.Plans;
using Bench.Recipes;
using Bench.Scripts;
using Bench.Transport;

namespace Bench.Lifecycle.Steps;

/// <summary>Makes the probe that a recipe asks for.</summary>
internal static class Probes
{
    // One handler for all probes of the process; each probe's time is limited by the monitor. No proxy: services are addressed directly.
    [SuppressMessage("Security", "CA5359", Justification = "It asks whether the service answers, and tells it nothing; whether clients may trust it is for the workloads to see. The kubelet does the same.")]
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public static IProbe Create(PlannedService service, Endpoint endpoint, ServiceLog log, ITransport transport) => service.Health.Probe switch
    {
        null => new RunningProbe(),
        TcpProbeSpec => new TcpProbe(endpoint.Host, endpoint.Port),
        RedisProbeSpec => new RedisProbe(endpoint.Host, endpoint.Port),
        HttpProbeSpec http => new HttpProbe(Client, new Uri(new Uri(endpoint.Url), EndpointText.Resolve(http.Path, endpoint)), http.Status, http.Contains),
        LogTextProbeSpec text => new LogTextProbe(log, text.Text),
        CommandProbeSpec command => new CommandProbe(
            transport, new CommandLine([.. command.Command.Words.Select(w => EndpointText.Resolve(w, endpoint))], ServiceEnvironment.Variables(endpoint))),
        var other => throw new NotSupportedException($"No probe for {other.GetType().Name}."),
    };
}
