namespace Bench.Measurement.Patterns;

/// <summary>A pattern as it is played: repeats, directions and contention put together.</summary>
public static class PatternSchedule
{
    /// <summary>
    /// What runs at the same time, batch by batch, made as it is asked for. all-to-all plays each batch a second time in the other direction, unless both
    /// directions are in it.
    /// </summary>
    /// <exception cref="ArgumentException">As of <see cref="PatternRounds"/>.</exception>
    public static IEnumerable<PatternBatch> Of(PatternShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var rounds = PatternRounds.Of(shape).Select((pairs, index) => pairs.Select(p => (index + 1, p)));
        var batches = shape.Contention switch
        {
            Contention.None => rounds.SelectMany(OneByOne),
            Contention.Round => rounds.Select(r => r.ToArray()),
            _ => AtOnce(rounds),
        };
        return Enumerable.Range(1, shape.Repeat).SelectMany(repeat => batches.SelectMany(b => Directions(shape, b)).Select(pairs => new PatternBatch(repeat, pairs)));
    }

    private static IEnumerable<(int, NodePair)[]> OneByOne(IEnumerable<(int, NodePair)> round) => round.Select(p => new[] { p });

    // No batch where there is no pair.
    private static IEnumerable<(int, NodePair)[]> AtOnce(IEnumerable<IEnumerable<(int, NodePair)>> rounds)
    {
        var all = rounds.SelectMany(r => r).ToArray();
        if (all.Length > 0)
        {
            yield return all;
        }
    }

    private static IEnumerable<(int Round, NodePair Pair)[]> Directions(PatternShape shape, (int Round, NodePair Pair)[] pairs)
    {
        var back = pairs.Select(p => (p.Round, p.Pair.Reversed));
        if (shape.Bidirectional)
        {
            yield return [.. pairs, .. back];
            yield break;
        }

        yield return pairs;
        if (shape.Kind == PatternKind.AllToAll)
        {
            yield return [.. back];
        }
    }
}
