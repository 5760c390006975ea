using Bench.Recipes;

namespace Bench.Scripts;

/// <summary>All that a job's template knows. Nothing in it depends on the run's id: scripts are cached by content, ids come by environment.</summary>
public sealed record JobScriptModel
{
    /// <summary><c>service</c> or <c>client</c>: the template's name.</summary>
    public required string Role { get; init; }

    /// <summary>The script's name in the run's <c>scripts/</c>, without extension: <c>d1-hello</c>, <c>p1-load</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The service's name: its own, or of the one that the client drives. Null where there is none.</summary>
    public string? Service { get; init; }

    public required IReadOnlyList<Text> Command { get; init; }

    public IReadOnlyDictionary<string, Text> Env { get; init; } = new Dictionary<string, Text>();

    /// <summary>Services: the port, <c>auto</c>, or null for none.</summary>
    public PortSpec? Port { get; init; }

    public string Scheme { get; init; } = "http";

    public ResourceSpec Resources { get; init; } = new();

    /// <summary>Time from TERM to KILL.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The job ends itself after this time; null where there is no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }
}
