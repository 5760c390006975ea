namespace Bench.Measurement.Patterns;

/// <summary>Communication patterns between nodes, spelt in recipes and on command lines in kebab-case.</summary>
public enum PatternKind
{
    /// <summary>One client drives the service; no pattern between nodes.</summary>
    Single,

    /// <summary>Each node to the next, the last to the first.</summary>
    Ring,

    /// <summary>Each node with each other, in both directions.</summary>
    AllToAll,

    /// <summary>One node to each other.</summary>
    OneToAll,

    /// <summary>Each other node to one: incast.</summary>
    AllToOne,

    /// <summary>The first to the second, the third to the fourth, and so on.</summary>
    Pairs,

    /// <summary>The first half to the second half, node by node.</summary>
    Bisection,

    /// <summary>Matchings drawn by a seed.</summary>
    Random,

    /// <summary>Pairs that are listed one by one.</summary>
    List,
}
