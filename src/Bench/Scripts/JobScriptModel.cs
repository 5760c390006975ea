using Bench.Plans;
using Bench.Recipes;

namespace Bench.Scripts;

/// <summary>All that a job's template knows. Nothing in it depends on the run's id: scripts are cached by content, ids come by environment.</summary>
public sealed record JobScriptModel
{
    /// <summary><c>service</c>, <c>client</c>, <c>allocation</c> (the job whose steps the others are) or <c>image</c> (builds one): the template's name.</summary>
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

    /// <summary>Null: what is installed on the node is run.</summary>
    public PlannedContainer? Container { get; init; }

    /// <summary>The loop that asks the service for its health, beside it on its node: program and arguments. Empty: none.</summary>
    public IReadOnlyList<Text> Probe { get; init; } = [];

    /// <summary>Clients: how many of them start together; 1: nobody is waited for.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Clients: how long each waits for the others.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// It drives programs on all of its nodes, or holds the allocation of such a job: a node that fails does not end it. A client like that runs
    /// outside of its image, and is given the words that lead into it behind a <c>--</c>.
    /// </summary>
    public bool IsOverPattern { get; init; }

    /// <summary>It runs as a step in another job's allocation, and so asks the scheduler for nothing.</summary>
    public bool IsStep { get; init; }

    /// <summary>The cluster file: account, partition, modules, environment, directives.</summary>
    public ClusterSpec Site { get; init; } = Cluster.Local.Spec;
}
