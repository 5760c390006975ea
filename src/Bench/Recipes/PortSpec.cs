namespace Bench.Recipes;

/// <summary>A port number, or <c>auto</c> (<see cref="Number"/> null) for a free one picked on the node.</summary>
public sealed record PortSpec(int? Number)
{
    public static PortSpec Auto { get; } = new((int?)null);
}
