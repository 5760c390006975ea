using System.ComponentModel;

namespace Bench.Recipes;

[Kind("command")]
[Description("Any program; its metrics are read from its output. With a pattern it is started for each pair of nodes.")]
public sealed record CommandWorkloadSpec : PairWorkloadSpec
{
    [Description("The program and its arguments. Over a pattern, the client of each pair, which knows {{pair.client}}, {{pair.server}}, {{pair.client-address}}, {{pair.server-address}}, {{pair.port}} and {{pair.nic}}.")]
    public required CommandSpec Command { get; init; }

    [Description("Over a pattern: the program that is started on each pair's server node, on the free port {{pair.port}}, and ended behind the client.")]
    public CommandSpec? Server { get; init; }

    [Range(0.1, 604_800)]
    [Description("How long it may take; over a pattern, 'duration' and 'grace' say that of each pair.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    [Description("The metrics by name, and where each stands in the output.")]
    public required IReadOnlyDictionary<string, OutputMetricSpec> Metrics { get; init; }
}
