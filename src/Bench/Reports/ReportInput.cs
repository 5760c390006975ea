using Bench.Measurement;

namespace Bench.Reports;

/// <summary>Everything that a report is made of. The renderers are pure: the same input gives the same bytes.</summary>
public sealed record ReportInput
{
    public required RunSummary Summary { get; init; }

    /// <summary>The content of <c>recipe.lock.yaml</c>; empty where there is none.</summary>
    public string RecipeText { get; init; } = "";

    /// <summary>All rows of <c>metrics/*.csv</c>, in any order; they may be hundreds of thousands.</summary>
    public IReadOnlyList<SeriesRow> Series { get; init; } = [];

    /// <summary>The matrices that the summary only refers to, by file name: cells row by row, NaN where one is empty.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Matrices { get; init; } = new Dictionary<string, IReadOnlyList<double>>();
}
