using System.ComponentModel;

namespace Bench.Recipes;

[Kind("command")]
[Description("Any program; its metrics are read from its output.")]
public sealed record CommandWorkloadSpec : WorkloadSpec
{
    [Description("The program and its arguments.")]
    public required CommandSpec Command { get; init; }

    [Range(0.1, 604_800)]
    [Description("How long it may take.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    [Description("The metrics by name, and where each stands in the output.")]
    public required IReadOnlyDictionary<string, OutputMetricSpec> Metrics { get; init; }
}
