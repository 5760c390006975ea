namespace Bench.Measurement.Patterns;

/// <summary>Two different nodes by their index in the list of nodes, from 0.</summary>
public readonly record struct NodePair(int Client, int Server)
{
    public NodePair Reversed => new(Server, Client);
}
