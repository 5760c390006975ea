using System.Text.Json.Serialization;

namespace Bench.Measurement.Patterns;

/// <summary>Two different nodes by their index in the list of nodes, from 0.</summary>
public readonly record struct NodePair(int Client, int Server)
{
    // Left out of plans, and of the text below: each has one of its own, without end.
    [JsonIgnore]
    public NodePair Reversed => new(Server, Client);

    public override string ToString() => $"{Client}->{Server}";
}
