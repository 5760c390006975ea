namespace Bench.Reports.Pairs;

/// <summary>Sentences about workloads between nodes that both reports and the terminal say.</summary>
internal static class PairFacts
{
    private const int MostHeadlines = 4;

    /// <summary>
    /// What stands beside the verdict: which nodes and edges are slow or lose packets, with the workload's and point's name where there are several.
    /// What was not measured is among the verdict's reasons.
    /// </summary>
    public static IReadOnlyList<string> Headlines(RunSummary summary)
    {
        var told = summary.Findings.Where(f => f.Cause != PairFindingCause.Unmeasured).ToList();
        var lines = told.Take(MostHeadlines).Select(f => Sentence(f) + Where(summary, f)).ToList();
        return told.Count <= MostHeadlines ? lines : [.. lines, $"{ReportFacts.Count(told.Count - MostHeadlines, "more finding")} of this kind below."];
    }

    /// <summary>The finding's text, where it stands alone. A node's name is written as the node is called.</summary>
    public static string Sentence(PairFinding finding) => finding.Text.StartsWith("the way", StringComparison.Ordinal) ? "T" + finding.Text[1..] : finding.Text;

    /// <summary><c>iperf3, all-to-all between 4 nodes; each pair 10 s</c>.</summary>
    public static string What(PairSummary pairs) =>
        $"{pairs.Tool}, {pairs.Pattern} between {ReportFacts.Count(pairs.Nodes.Count, "node")}; each pair {Quantity.Format(pairs.Duration, "s")}";

    /// <summary><c>net</c>, or <c>net at p1</c> where there are several points.</summary>
    public static string Label(RunSummary summary, PointSummary point, PairSummary pairs) =>
        summary.Points.Count > 1 ? $"{pairs.Workload} at {point.Id}" : pairs.Workload;

    /// <summary>The matrices that matter, each with what was found in it: those of the primary metric, and others in which something was found.</summary>
    public static IReadOnlyList<PairMatrixView> Main(ReportInput input, PointSummary point, PairSummary pairs) =>
        [.. Views(input, point, pairs).Where(v => v.Matrix.Metric == pairs.Matrices[0].Metric || v.Findings.Count > 0)];

    public static IReadOnlyList<PairMatrixView> Others(ReportInput input, PointSummary point, PairSummary pairs)
    {
        var main = Main(input, point, pairs).Select(v => v.Matrix).ToHashSet();
        return [.. Views(input, point, pairs).Where(v => !main.Contains(v.Matrix))];
    }

    /// <summary>How far the starts of clients lay apart that were to start together; null where none were.</summary>
    public static string? Skew(PairSummary pairs)
    {
        var skews = pairs.Rounds.Skew.OfType<double>().Order().ToList();
        return skews.Count == 0 ? null
            : $"Clients of a round started within {Quantity.Format(skews[skews.Count / 2], "s")} (median of {ReportFacts.Count(skews.Count, "round")}; the worst {Quantity.Format(skews[^1], "s")}).";
    }

    private static IEnumerable<PairMatrixView> Views(ReportInput input, PointSummary point, PairSummary pairs)
    {
        var findings = input.Summary.Findings.Where(f => f.Point == point.Id && f.Workload == pairs.Workload && f.Cause != PairFindingCause.Unmeasured).ToList();
        return pairs.Matrices.Select(m => new PairMatrixView(pairs, m, findings, input.Matrices)).Where(v => v.Matrix.Median is not null || v.Matrix == pairs.Matrices[0]);
    }

    private static string Where(RunSummary summary, PairFinding finding)
    {
        var workload = summary.Points.SelectMany(p => p.Pairs).Select(p => p.Workload).Distinct(StringComparer.Ordinal).Skip(1).Any() ? finding.Workload : "";
        var point = summary.Points.Count > 1 ? $"{(workload.Length > 0 ? " " : "")}at {finding.Point}" : "";
        return workload.Length + point.Length == 0 ? "" : $" ({workload}{point})";
    }
}
