using Bench.Recipes;

namespace Bench.Plans;

/// <summary>A service, resolved: what its wrapper script starts and how its health is judged.</summary>
public sealed record PlannedService
{
    public required string Name { get; init; }

    /// <summary>The <c>kind:</c> of the recipe.</summary>
    public required string Kind { get; init; }

    /// <summary>Program and arguments. References to <see cref="RuntimeNames"/> may be left.</summary>
    public required IReadOnlyList<Text> Command { get; init; }

    public required IReadOnlyDictionary<string, Text> Env { get; init; }

    /// <summary>Null: it has no port.</summary>
    public PortSpec? Port { get; init; }

    public string Scheme { get; init; } = "http";

    public required ResourceSpec Resources { get; init; }

    public required PlannedHealth Health { get; init; }

    public TimeSpan StopGrace { get; init; }

    /// <summary>Null: what is installed on the node is run.</summary>
    public PlannedContainer? Container { get; init; }
}
