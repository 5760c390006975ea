namespace Bench.Reports.Verdicts;

/// <summary>Looks at results with one suspicion in mind.</summary>
internal interface IAnalyser
{
    IEnumerable<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points);
}
