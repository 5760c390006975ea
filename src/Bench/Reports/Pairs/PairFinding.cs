using System.Text.Json.Serialization;
using Bench.Recipes;

namespace Bench.Reports.Pairs;

/// <summary>A node, an interface or an edge that is not like the others. It does not touch the verdict: the numbers are right, the network is not.</summary>
public sealed record PairFinding
{
    /// <summary>The point that it is about.</summary>
    public required string Point { get; init; }

    public required string Workload { get; init; }

    public required PairFindingKind Kind { get; init; }

    /// <summary>What is the matter with it.</summary>
    public required PairFindingCause Cause { get; init; }

    /// <summary>The node, or the two ends of the edge, client first.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>The network interface; null where it is that of all, or has no name.</summary>
    public string? Nic { get; init; }

    /// <summary><c>client</c> or <c>server</c>, where it is so in this role only; else null.</summary>
    public string? Role { get; init; }

    /// <summary>Null where the pairs were not measured.</summary>
    public string? Metric { get; init; }

    public string? Unit { get; init; }

    [JsonConverter(typeof(LowerCaseEnumConverter<Direction>))]
    public Direction? Better { get; init; }

    /// <summary>The median of its pairs.</summary>
    public double? Value { get; init; }

    /// <summary>The median of the pairs that nothing speaks against.</summary>
    public double? Reference { get; init; }

    /// <summary>Value by reference; null where the reference is 0.</summary>
    public double? Ratio { get; init; }

    /// <summary>How many of its pairs are so.</summary>
    public required int Pairs { get; init; }

    /// <summary>Of how many that were measured, or tried.</summary>
    public required int Of { get; init; }

    /// <summary>1 minus the chance that a network without any such thing looks like this; null where it is no question of chance.</summary>
    public double? Confidence { get; init; }

    /// <summary>All of it as a sentence.</summary>
    public required string Text { get; init; }
}
