using System.Text.Json.Serialization;
using Bench.Recipes;

namespace Bench.Reports;

/// <summary>A metric of a point, over its repeats.</summary>
/// <param name="Value">The median of the repeats, in <paramref name="Unit"/>. Null where it was not measured (then <paramref name="N"/> is 0).</param>
/// <param name="Better"><c>higher</c> or <c>lower</c>.</param>
/// <param name="Definition">Id of what exactly was measured, explained in <c>docs/metrics.md</c>: <c>http.latency.intended/2</c>.</param>
/// <param name="N">Repeats that gave a value.</param>
/// <param name="Stdev">Sample standard deviation (n − 1); null below two values.</param>
public sealed record MetricSummary(
    double? Value,
    string Unit,
    [property: JsonConverter(typeof(LowerCaseEnumConverter<Direction>))] Direction Better,
    string Definition,
    int N,
    double? Min,
    double? Max,
    double? Stdev)
{
    /// <summary>The value of each repeat, in order.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];
}
