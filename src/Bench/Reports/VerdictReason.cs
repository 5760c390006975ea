namespace Bench.Reports;

/// <summary>Why results are not simply VALID.</summary>
/// <param name="Code">A stable name: <c>rate-not-delivered</c>, <c>send-lag</c>, <c>too-few-samples</c>, <c>errors</c>, ….</param>
/// <param name="Text">A sentence with the numbers in it.</param>
/// <param name="Verdict">What it makes of the results: DEGRADED or INVALID; VALID for a remark that does not count against them.</param>
/// <param name="Point">The point that it is about; null for the run as a whole.</param>
public sealed record VerdictReason(string Code, string Text, Verdict Verdict, string? Point = null);
