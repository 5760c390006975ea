namespace Bench.Reports;

/// <summary>How a gate of the recipe went at one point.</summary>
/// <param name="Text">The gate and what was found, as a sentence.</param>
/// <param name="Passed">Null where it could not be judged (no baseline, no value); that does not fail the run, but the report says so.</param>
public sealed record GateResult(string Metric, string Point, bool? Passed, string Text);
