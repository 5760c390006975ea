namespace Bench.Reports.Verdicts;

/// <summary>Asks every analyser; the worst reasons come first.</summary>
internal static class Judge
{
    private static readonly IAnalyser[] Analysers =
    [
        new CompletenessAnalyser(),
        new RateAnalyser(),
        new ErrorAnalyser(),
        new ZeroOutputAnalyser(),
        new ClientAnalyser(),
        new ArrivalAnalyser(),
        new SampleSizeAnalyser(),
        new RestartAnalyser(),
        new PairAnalyser(),
        new StallAnalyser(),
    ];

    public static IReadOnlyList<VerdictReason> Reasons(SummaryInput input, IReadOnlyList<PointSummary> points) =>
        [.. Analysers.SelectMany(a => a.Reasons(input, points)).OrderByDescending(r => r.Verdict)];
}
