using Bench.Recipes;

namespace Bench.Metrics;

/// <summary>A metric describes itself, so that reports need no special cases.</summary>
/// <param name="Name">Without the workload: <c>latency/p99</c>.</param>
/// <param name="Unit"><c>1/s</c>, <c>s</c>, <c>1</c>, <c>B</c>, ….</param>
/// <param name="Definition">Id of what exactly is measured; <c>docs/metrics.md</c> explains each. A change of meaning is a new number.</param>
/// <param name="Description">One line for people.</param>
public sealed record MetricDefinition(string Name, string Unit, Direction Better, string Definition, string Description);
