using static System.FormattableString;

namespace Bench.Reports.Pairs;

/// <summary>Findings as sentences.</summary>
internal static class PairWords
{
    /// <param name="bothWays">An edge in both directions.</param>
    /// <param name="alone">Its two nodes have no other pair.</param>
    /// <param name="onlyPeer">The one node that it was measured with; null where there were several.</param>
    /// <param name="everywhere">It is so on each of several interfaces.</param>
    public static string Of(PairFinding finding, bool bothWays, bool alone, string? onlyPeer, bool everywhere)
    {
        var what = finding.Cause == PairFindingCause.Lossy ? "loses packets" : "is slow";
        var where = everywhere ? " on all interfaces" : finding.Nic is { } nic ? $" on {nic}" : "";
        var role = finding.Role is { } r ? $" as {r}" : "";
        return $"{Who(finding, bothWays, alone, onlyPeer)} {what}{where}{role}: {Figures(finding)}, on {Pairs(finding, role)}{Confidence(finding.Confidence)}.";
    }

    /// <summary>Whose pairs, how many, and why: a part of a sentence.</summary>
    public static string Of(PairFailure failure)
    {
        var who = failure.Node ?? failure.Pairs[0];
        return $"{ReportFacts.Count(failure.Count, "pair")} of {who} ({failure.Reason.TrimEnd('.', ' ')})";
    }

    private static string Who(PairFinding finding, bool bothWays, bool alone, string? onlyPeer) => finding.Nodes switch
    {
        [var node] => onlyPeer is null ? node : $"{node}, or its link to {onlyPeer}, the only one measured,",
        [var client, var server] when alone => $"{client} or {server}, or the way between them,",
        [var client, var server] => bothWays ? $"the way between {client} and {server}" : $"the way from {client} to {server}",
        _ => "it",
    };

    private static string Figures(PairFinding finding)
    {
        if (finding.Cause == PairFindingCause.Lossy)
        {
            return $"{Quantity.Format(100 * finding.Value, "%")} of them, the others {Quantity.Format(100 * finding.Reference, "%")}";
        }

        var reference = Quantity.Format(finding.Reference, finding.Unit!);
        var ratio = finding.Better == Recipes.Direction.Higher
            ? finding.Ratio is { } share ? $"{Short(100 * share)} % of the others' {reference}" : $"the others {reference}"
            : finding.Ratio is { } times ? $"{Short(times)} times the others' {reference}" : $"the others {reference}";
        return $"{finding.Metric} {Quantity.Format(finding.Value, finding.Unit!)}, {ratio}";
    }

    private static string Pairs(PairFinding finding, string role) => finding.Of == 1 ? $"1 pair{role}"
        : finding.Pairs == finding.Of ? $"all {finding.Of} of its {finding.Of} pairs{role}"
        : $"{finding.Pairs} of its {finding.Of} pairs{role}";

    private static string Confidence(double? confidence) => confidence switch
    {
        null => "",
        > 0.9999 => "; confidence above 99.99 %",
        { } c => $"; confidence {ReportFacts.Percentile(100 * c)} %",
    };

    // Two digits are what a ratio of noisy values is worth, three where it is large.
    private static string Short(double value) => value >= 100 ? Invariant($"{value:#,0}") : value >= 10 ? Invariant($"{value:0}") : Invariant($"{value:0.#}");
}
