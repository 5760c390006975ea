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
    // One for all probes of the process; each probe's time is limited by the monitor.
    private static readonly HttpClient Client = NewClient();

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

    private static HttpClient NewClient()
    {
        var handler = ServiceHttp.NewHandler();
        handler.AllowAutoRedirect = false;
        return new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
