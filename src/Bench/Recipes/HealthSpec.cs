using System.ComponentModel;

namespace Bench.Recipes;

[Description("A probe asks, a policy judges.")]
public sealed record HealthSpec
{
    [Description("What to ask. Left out: 'http' for services of kind http, 'redis' for those of kind redis, 'tcp' where there is a port, else that the process runs.")]
    public ProbeSpec? Probe { get; init; }

    [Range(1, 100)]
    [Description("Good answers in a row that make it healthy.")]
    public int Successes { get; init; } = 2;

    [Range(0.01, 3600)]
    [Description("Time between two probes.")]
    public TimeSpan Every { get; init; } = TimeSpan.FromMilliseconds(250);

    [Range(1, 86_400)]
    [Description("How long it may take; while the service's log grows, the deadline moves along.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    [Range(1, 604_800)]
    [Description("The end of patience, even where the log still grows; five times 'timeout' where it is left out.")]
    public TimeSpan? Cap { get; init; }
}
