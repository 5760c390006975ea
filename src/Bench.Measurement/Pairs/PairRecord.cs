using System.Text.Json;

namespace Bench.Measurement.Pairs;

/// <summary>One measurement of one pair: a line of <c>pairs.jsonl</c>. It has values or a problem.</summary>
public sealed record PairRecord
{
    /// <summary>The records' file in the result's folder.</summary>
    public const string FileName = "pairs.jsonl";

    /// <summary>Of the pattern, from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>From 1; of all-to-all's two directions, both have the round of their pair.</summary>
    public required int Round { get; init; }

    /// <summary>Index of the client's node, from 0.</summary>
    public required int Client { get; init; }

    /// <summary>Index of the server's node, from 0.</summary>
    public required int Server { get; init; }

    /// <summary>The network interface, or null for the address that a node is known by.</summary>
    public string? Nic { get; init; }

    /// <summary>When the client was started, by its node's clock; null where it was not.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Seconds from the start of the first client that ran at the same time to that of this one, as the driver saw it; null where it was not started.</summary>
    public double? Behind { get; init; }

    /// <summary>How long the client ran.</summary>
    public double? Seconds { get; init; }

    /// <summary>By the name of a <see cref="PairMetric"/>; what was not measured is left out.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init => field = value ?? new Dictionary<string, double>(); } = new Dictionary<string, double>();

    public IReadOnlyList<PairSample> Samples { get; init => field = value ?? []; } = [];

    /// <summary>Null where it was measured.</summary>
    public PairProblem? Problem { get; init; }

    /// <summary>The problem as a sentence: which node, and what it said.</summary>
    public string? Reason { get; init; }

    /// <summary>What the tool <c>command</c> printed, for its metrics to be read from; cut off behind 64 KiB.</summary>
    public string? Output { get; init; }

    /// <exception cref="JsonException">It is no record.</exception>
    public static PairRecord FromLine(string line) => JsonSerializer.Deserialize(line, PairLineJson.Default.PairRecord) ?? throw new JsonException("The line is empty.");

    /// <summary>One line, without its end.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, PairLineJson.Default.PairRecord);
}
