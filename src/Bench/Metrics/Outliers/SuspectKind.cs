namespace Bench.Metrics.Outliers;

/// <summary>What may be the cause of bad edges; the earlier ones explain more with less.</summary>
public enum SuspectKind
{
    /// <summary>A node, in both roles.</summary>
    Node,

    /// <summary>A node where it is the client.</summary>
    Client,

    /// <summary>A node where it is the server.</summary>
    Server,

    /// <summary>Two nodes with each other, in both directions.</summary>
    Pair,

    /// <summary>One node towards another.</summary>
    Edge,
}
