namespace Bench.Metrics.Outliers;

/// <summary>A node, or an edge, that is worse than the others.</summary>
/// <param name="Suspect">Who.</param>
/// <param name="Value">The median of its edges.</param>
/// <param name="Reference">The median of the edges that nothing speaks against.</param>
/// <param name="Bad">How many of its edges are bad.</param>
/// <param name="Measured">How many of its edges were measured.</param>
/// <param name="OnlyPeer">The node at the other end, where it is the same for all of its edges: then the link between may be to blame as well. Else null.</param>
/// <param name="Confidence">
/// That it is worse than the others at all, as a share: 1 minus the chance that edges without any difference look like this somewhere. Null where no chance can be told.
/// </param>
public sealed record Outlier(Suspect Suspect, double Value, double Reference, int Bad, int Measured, int? OnlyPeer, double? Confidence);
