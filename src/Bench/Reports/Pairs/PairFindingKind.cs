using System.Text.Json.Serialization;

namespace Bench.Reports.Pairs;

/// <summary>What a finding is about.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<PairFindingKind>))]
public enum PairFindingKind
{
    /// <summary>A node.</summary>
    Node,

    /// <summary>One of several network interfaces of a node.</summary>
    Nic,

    /// <summary>The way between two nodes.</summary>
    Edge,
}
