namespace Bench.Measurement.Pairs;

/// <summary>What a client left when it ended.</summary>
/// <param name="Status">Its exit status; above 128 the signal that ended it.</param>
public sealed record ToolOutput(int Status, string Output, string Errors);
