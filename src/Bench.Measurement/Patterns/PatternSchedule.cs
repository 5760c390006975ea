namespace Bench.Measurement.Patterns;

/// <summary>A pattern as it is played: repeats, directions and contention put together.</summary>
public static class PatternSchedule
{
    /// <summary>What runs at the same time, batch by batch, made as it is asked for.</summary>
    public static IEnumerable<PatternBatch> Of(PatternShape shape) => throw new NotSupportedException(shape.Kind.ToString());
}
