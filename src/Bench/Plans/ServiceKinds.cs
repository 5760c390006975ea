using Bench.Recipes;

namespace Bench.Plans;

/// <summary>What each kind of service adds to what the recipe says: its command, port and probe where they were left out.</summary>
public static class ServiceKinds
{
    /// <summary>Resolves a service of a recipe.</summary>
    /// <param name="name">The name that it has where the recipe gives none.</param>
    public static PlannedService Plan(string name, ServiceSpec spec)
    {
        var health = spec.Health;
        var port = spec.Port ?? DefaultPort(spec);
        return new PlannedService
        {
            Name = spec.Name ?? name,
            Kind = Kind(spec),
            Command = Command(spec),
            Env = spec.Env,
            Port = port,
            Scheme = spec.Scheme,
            Resources = spec.Resources,
            Health = new PlannedHealth(
                health.Probe ?? DefaultProbe(spec, port),
                health.Successes,
                health.Every,
                health.Timeout,
                health.Cap ?? (health.Timeout * 5)),
            StopGrace = spec.StopGrace,
        };
    }

    private static string Kind(ServiceSpec spec) => spec switch
    {
        HttpServiceSpec => "http",
        CommandServiceSpec => "command",
        _ => throw new NotSupportedException($"No plan for services of {spec.GetType().Name}."),
    };

    private static PortSpec? DefaultPort(ServiceSpec spec) => spec is HttpServiceSpec { Command: null } ? PortSpec.Auto : null;

    private static ProbeSpec? DefaultProbe(ServiceSpec spec, PortSpec? port) => spec switch
    {
        HttpServiceSpec { Command: null } => new HttpProbeSpec { Path = Text.Of("/health") },
        HttpServiceSpec => new HttpProbeSpec(),
        _ when port is not null => new TcpProbeSpec(),
        _ => null,
    };

    private static IReadOnlyList<Text> Command(ServiceSpec spec) => spec switch
    {
        CommandServiceSpec command => command.Command.Words,
        HttpServiceSpec { Command: { } command } => command.Words,
        HttpServiceSpec http =>
        [
            new Text([new TextPart("tools.dir", true), new TextPart("/bench-hello/bench-hello", false)]),
            Text.Of("--port"),
            new Text([new TextPart("service.port", true)]),
            .. http.Args,
        ],
        _ => throw new NotSupportedException($"No command for services of {spec.GetType().Name}."),
    };
}
