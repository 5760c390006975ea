namespace Bench.Jobs;

/// <summary>The nodes of an allocation that a step gets, by their place in its node list.</summary>
/// <param name="First">From 0.</param>
public sealed record StepNodes(int First, int Count);
