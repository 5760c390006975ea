namespace Bench.Measurement.Patterns;

/// <summary>Patterns as pure functions of the number of nodes: rounds of pairs, in which no node is twice.</summary>
public static class PatternRounds
{
    /// <summary>The rounds of one repeat, made one by one as they are asked for. all-to-all has each two nodes once; both directions belong to it.</summary>
    public static IEnumerable<IReadOnlyList<NodePair>> Of(PatternShape shape) => throw new NotSupportedException(shape.Kind.ToString());
}
