using System.Text.Json.Serialization;
using Bench.Measurement.Pairs;

namespace Bench.Reports.Pairs;

/// <summary>Pairs that were not measured, for one reason.</summary>
/// <param name="Problem">The kind of problem that most of them have.</param>
/// <param name="Node">The node that explains them; null where it is a pair of nodes.</param>
/// <param name="Count">How many measurements.</param>
/// <param name="Reason">What the first of them said.</param>
/// <param name="Pairs">Client and server of each, <c>node1&gt;node2</c>; up to 200.</param>
public sealed record PairFailure(
    [property: JsonConverter(typeof(JsonStringEnumConverter<PairProblem>))] PairProblem Problem, string? Node, int Count, string Reason, IReadOnlyList<string> Pairs);
