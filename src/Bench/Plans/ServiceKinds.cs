using Bench.Recipes;

namespace Bench.Plans;

/// <summary>What each kind of service adds to what the recipe says: its command, port and probe where they were left out.</summary>
public static class ServiceKinds
{
    /// <summary>Resolves a service of a recipe.</summary>
    /// <param name="name">The name that it has where the recipe gives none.</param>
    /// <param name="site">Where it runs; this machine where it is left out.</param>
    public static PlannedService Plan(string name, ServiceSpec spec, ClusterSpec? site = null)
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
            Health = new PlannedHealth
            {
                Probe = health.Probe ?? DefaultProbe(spec, port),
                Successes = health.Successes,
                Every = health.Every,
                Timeout = health.Timeout,
                Cap = health.Cap ?? (health.Timeout * 5),
            },
            StopGrace = spec.StopGrace,
            Container = Containers.Plan(spec.Image, spec.Container, site ?? Cluster.Local.Spec),
        };
    }

    private static string Kind(ServiceSpec spec) => spec switch
    {
        HttpServiceSpec => "http",
        CommandServiceSpec => "command",
        RedisServiceSpec => "redis",
        _ => throw new NotSupportedException($"No plan for services of {spec.GetType().Name}."),
    };

    private static PortSpec? DefaultPort(ServiceSpec spec) => spec is HttpServiceSpec { Command: null } or RedisServiceSpec { Command: null } ? PortSpec.Auto : null;

    private static ProbeSpec? DefaultProbe(ServiceSpec spec, PortSpec? port) => spec switch
    {
        HttpServiceSpec { Command: null } => new HttpProbeSpec { Path = Text.Of("/health") },
        HttpServiceSpec => new HttpProbeSpec(),
        RedisServiceSpec when port is not null => new RedisProbeSpec(),
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
            Text.Of("--host"),
            new Text([new TextPart("service.hostname", true)]),
            Text.Of("--port"),
            new Text([new TextPart("service.port", true)]),
            .. http.Scheme == "https" ? (Text[])[Text.Of("--tls")] : [],
            .. http.Args,
        ],
        RedisServiceSpec { Command: { } command } => command.Words,
        RedisServiceSpec redis =>
        [
            Text.Of("redis-server"),
            Text.Of("--port"), new Text([new TextPart("service.port", true)]),
            Text.Of("--bind"), Text.Of("0.0.0.0"),
            // Protected mode would refuse clients of other nodes; the service has no password and lives as long as its run.
            Text.Of("--protected-mode"), Text.Of("no"),
            // No snapshots and no log: a fork or fsync in the middle of a measurement would be measured too.
            Text.Of("--save"), Text.Of(""),
            Text.Of("--appendonly"), Text.Of("no"),
            .. redis.Args,
        ],
        _ => throw new NotSupportedException($"No command for services of {spec.GetType().Name}."),
    };
}
