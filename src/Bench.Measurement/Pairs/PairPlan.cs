using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Measurement.Patterns;

namespace Bench.Measurement.Pairs;

/// <summary>
/// What <c>bench-load pattern</c> is to do: <c>pattern.json</c> in the client's folder. Its size does not grow with the number of rounds. Numbers have to stand in
/// the file even where they are the defaults: generated readers would take 0 for what is left out.
/// </summary>
public sealed record PairPlan
{
    public const string CurrentSchema = "bench/pair-plan/1";

    /// <summary>The plan's name in the job's folder.</summary>
    public const string FileName = "pattern.json";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The tool that measures a pair: a name of <c>PairTools</c>.</summary>
    public required string Tool { get; init; }

    public required PatternShape Pattern { get; init; }

    /// <summary>
    /// The nodes' names, where the recipe gives them (the hub and the listed pairs may be said by name); empty: in the order of the allocation.
    /// </summary>
    public IReadOnlyList<string> Nodes { get; init => field = value ?? []; } = [];

    /// <summary>Names of network interfaces, such as <c>ib0</c>: the pattern is played on each, one after the other. Empty: the address that a node is known by.</summary>
    public IReadOnlyList<string> Nics { get; init => field = value ?? []; } = [];

    /// <summary>How long a pair is measured.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The rest between two rounds.</summary>
    public double GapSeconds { get; init; }

    /// <summary>Beyond its duration, how long a pair may take before it is given up: to start its server, to connect, to end.</summary>
    [JsonRequired]
    public double GraceSeconds { get; init; } = 10;

    /// <summary>How long the driver waits for all nodes to come.</summary>
    [JsonRequired]
    public double StartTimeoutSeconds { get; init; } = 600;

    /// <summary>Of the tool iperf3.</summary>
    public Iperf3Options? Iperf3 { get; init; }

    /// <summary>Of the tool ping.</summary>
    public PingOptions? Ping { get; init; }

    /// <summary>Of the tool qperf.</summary>
    public QperfOptions? Qperf { get; init; }

    /// <summary>Of the tool command.</summary>
    public PairCommandOptions? Command { get; init; }

    /// <exception cref="JsonException">It is no plan, or of another version.</exception>
    public static PairPlan FromJson(string json)
    {
        var plan = JsonSerializer.Deserialize(json, PairJson.Default.PairPlan);
        return plan is { Schema: CurrentSchema } ? plan : throw new JsonException($"The plan is of '{plan?.Schema}', not '{CurrentSchema}'.");
    }

    public string ToJson() => JsonSerializer.Serialize(this, PairJson.Default.PairPlan) + "\n";
}
