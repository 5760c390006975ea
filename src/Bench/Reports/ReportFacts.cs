using System.Globalization;

namespace Bench.Reports;

/// <summary>Sentences that both reports say.</summary>
internal static class ReportFacts
{
    public static string VerdictMeaning(Verdict verdict) => verdict switch
    {
        Verdict.Valid => "the numbers mean what they say",
        Verdict.Degraded => "usable with the reservations below",
        _ => "do not quote these numbers",
    };

    public static string VerdictName(Verdict verdict) => verdict.ToString().ToUpperInvariant();

    /// <summary>What is missing of a run that did not get to its end; null for a complete one.</summary>
    public static string? Incomplete(RunSummary summary)
    {
        if (summary.Complete)
        {
            return null;
        }

        var why = summary.EndedBy is { Length: > 0 } by ? $" ({by})" : ": it was cancelled or broke";
        var measured = Count(summary.Points.Count, "point");
        var share = summary.PlannedPoints is { } planned ? $"{summary.Points.Count} of {Count(planned, "point")}" : measured;
        return $"This run is not complete{why}. {Capital(share)} {(summary.Points.Count == 1 ? "was" : "were")} measured; what there is is shown.";
    }

    /// <summary>Points with fewer repeats than the recipe asked for.</summary>
    public static string Repeats(PointSummary point) => point.PlannedRepeats is { } planned && planned != point.Repeats
        ? $"{point.Repeats} of {Count(planned, "repeat")}"
        : Count(point.Repeats, "repeat");

    public static string Count(int n, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{n:#,0} {noun}{(n == 1 ? "" : "s")}");

    /// <summary>A percentile, rounded down, with one digit behind its nines: 99.956 is not 100.</summary>
    public static string Percentile(double percentile)
    {
        var nines = (int)Math.Floor(-Math.Log10(Math.Max(1e-7, 1 - (percentile / 100))) + 1e-9);
        var scale = Math.Pow(10, Math.Max(0, nines - 1));
        return (Math.Floor((percentile * scale) + 1e-6) / scale).ToString(CultureInfo.InvariantCulture);
    }

    public static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Command(RunSummary summary) => summary.Command is { Length: > 0 } command
        ? command
        : $"./build.sh RunBenchmark --recipe .bench/runs/{summary.Run}/recipe.lock.yaml";

    /// <summary>True where a percentile among the key figures is one that its samples do not support.</summary>
    public static bool HasUntrusted(IEnumerable<WorkloadView> workloads) =>
        workloads.Any(w => w.KeyMetrics().Any(m => m.Value.Value is not null && !w.IsTrusted(m.Key)));

    public const string UntrustedNote =
        "† Too few samples for this percentile: at 99 % confidence the true value may be higher. The run must be longer, or a lower percentile quoted.";

    public const string SpreadNote = "Values are medians over the repeats, with [min … max] and ± the sample standard deviation.";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
