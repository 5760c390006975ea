namespace Bench.Metrics.Outliers;

/// <summary>What was measured from one node to another.</summary>
/// <param name="Client">The client node, from 0.</param>
/// <param name="Server">The server node, from 0.</param>
/// <param name="Value">The median of the repeats, in the metric's unit.</param>
public readonly record struct MeasuredEdge(int Client, int Server, double Value)
{
    /// <summary>True where <paramref name="node"/> is one of its ends.</summary>
    public bool Touches(int node) => Client == node || Server == node;

    /// <summary>The end that is not <paramref name="node"/>.</summary>
    public int Other(int node) => Client == node ? Server : Client;
}
