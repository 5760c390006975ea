using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Bench.Recipes;

/// <summary>What every service has, whatever its kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CommandServiceSpec), "command")]
[JsonDerivedType(typeof(HttpServiceSpec), "http")]
[JsonDerivedType(typeof(RedisServiceSpec), "redis")]
public abstract record ServiceSpec
{
    [Description("The service's name, as SERVICE_NAME in the clients; the recipe's name where it is left out.")]
    public string? Name { get; init; }

    [Description("The port it listens on, or 'auto' for a free one, which its command gets as {{service.port}} and PORT.")]
    public PortSpec? Port { get; init; }

    [Description("The scheme of SERVICE_URL. With https, bench-hello makes itself a certificate, and probes take any.")]
    public string Scheme { get; init; } = "http";

    [Description("The image that it runs in: a .sif or .def file, a folder, or docker://, oras://, library:// or https:// with a name. Relative paths count from the recipe's folder; left out, what is installed on the node is run.")]
    public string? Image { get; init; }

    [Description("How it runs in its image.")]
    public JobContainerSpec? Container { get; init; }

    [Description("Environment variables of the service.")]
    public IReadOnlyDictionary<string, Text> Env { get; init; } = new Dictionary<string, Text>();

    [Description("What to ask the scheduler for.")]
    public ResourceSpec Resources { get; init; } = new();

    [Description("When the service counts as up.")]
    public HealthSpec Health { get; init; } = new();

    [Description("How long it may take to end after TERM, before KILL.")]
    [Range(0, 3600)]
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}
