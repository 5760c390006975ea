using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Bench.Reports;

namespace Bench.Tests.Reports;

/// <summary>The samples, by name, and where the approved reports are.</summary>
internal static class ReportFiles
{
    public static readonly IReadOnlyDictionary<string, Func<ReportInput>> Inputs = new Dictionary<string, Func<ReportInput>>
    {
        ["stalling"] = Samples.Stalling,
        ["sweep"] = Samples.SweepOfRates,
        ["cancelled"] = Samples.Cancelled,
        ["empty"] = Samples.Empty,
        ["hostile"] = Samples.Hostile,
        ["large"] = Samples.Large,
        ["categories"] = Samples.Categories,
        ["pairs-four-nodes"] = PairSamples.FourNodes,
        ["pairs-two-interfaces"] = PairSamples.TwoInterfaces,
        ["pairs-sparse"] = PairSamples.Sparse,
        ["pairs-nothing-measured"] = PairSamples.NothingMeasured,
        ["pairs-middling"] = PairSamples.Middling,
        ["pairs-many"] = PairSamples.Many,
        ["pairs-hostile"] = PairSamples.HostileNodes,
    };

    private static readonly ConcurrentDictionary<string, Lazy<string>> Pages = new(StringComparer.Ordinal);

    /// <summary>The page of a sample, rendered once for all tests.</summary>
    public static string Html(string name) => Pages.GetOrAdd(name, n => new Lazy<string>(() => HtmlReport.Render(Inputs[n]()))).Value;

    public static TheoryData<string> Names => [.. Inputs.Keys];

    public static string Golden(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", name + ".md");

    public static bool Update => Environment.GetEnvironmentVariable("BENCH_UPDATE_GOLDEN") == "1";
}
