namespace Bench.Health;

/// <summary>One answer of a probe.</summary>
/// <param name="Good">Whether the service answered as it should.</param>
/// <param name="Detail">A few words for the log: the status, the error.</param>
public readonly record struct ProbeAnswer(bool Good, string Detail);
