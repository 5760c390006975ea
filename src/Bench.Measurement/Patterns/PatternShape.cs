using System.Text.Json.Serialization;

namespace Bench.Measurement.Patterns;

/// <summary>A pattern over a number of nodes, and how it is played. From it alone, rounds and schedule follow.</summary>
public sealed record PatternShape
{
    public required PatternKind Kind { get; init; }

    /// <summary>How many nodes there are.</summary>
    public required int Nodes { get; init; }

    /// <summary>The source of <see cref="PatternKind.OneToAll"/>, the target of <see cref="PatternKind.AllToOne"/>; from 0.</summary>
    public int Hub { get; init; }

    /// <summary>The pairs of <see cref="PatternKind.List"/>.</summary>
    public IReadOnlyList<NodePair> List { get; init => field = value ?? []; } = [];

    /// <summary>Of <see cref="PatternKind.Random"/>: the same seed gives the same rounds, on any machine.</summary>
    [JsonRequired]
    public long Seed { get; init; } = 1;

    /// <summary>Of <see cref="PatternKind.Random"/>: how many matchings are drawn.</summary>
    [JsonRequired]
    public int Rounds { get; init; } = 1;

    [JsonRequired]
    public Contention Contention { get; init; } = Contention.Round;

    /// <summary>Both directions of a pair at the same time. Without it all-to-all measures them one after the other, and other patterns one of them.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>How often the whole pattern is played.</summary>
    [JsonRequired]
    public int Repeat { get; init; } = 1;
}
