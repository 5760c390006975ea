namespace Bench.Metrics.Outliers;

/// <summary>Something that may explain bad edges.</summary>
/// <param name="Node">The node; of <see cref="SuspectKind.Pair"/> and <see cref="SuspectKind.Edge"/> the client.</param>
/// <param name="Peer">Of those two, the other node; else −1.</param>
public readonly record struct Suspect(SuspectKind Kind, int Node, int Peer = -1)
{
    /// <summary>True where the edge's being bad is what this would explain.</summary>
    public bool Explains(MeasuredEdge edge) => Kind switch
    {
        SuspectKind.Node => edge.Touches(Node),
        SuspectKind.Client => edge.Client == Node,
        SuspectKind.Server => edge.Server == Node,
        SuspectKind.Pair => edge.Touches(Node) && edge.Touches(Peer),
        _ => edge.Client == Node && edge.Server == Peer,
    };
}
