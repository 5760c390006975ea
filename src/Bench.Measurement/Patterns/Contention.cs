namespace Bench.Measurement.Patterns;

/// <summary>How much of a pattern runs at the same time.</summary>
public enum Contention
{
    /// <summary>One pair at a time: what the network can do for a single pair.</summary>
    None,

    /// <summary>All pairs of a round, none of which shares a node.</summary>
    Round,

    /// <summary>All pairs of all rounds at once.</summary>
    All,
}
