using System.ComponentModel;

namespace Bench.Recipes;

[Description("What is sampled while the workloads run.")]
public sealed record MetricsSpec
{
    [Range(0.1, 3600)]
    [Description("Time between two samples of CPU, memory, threads, IO and network.")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    [Description("Prometheus endpoints to scrape at the same interval, such as {{service.url}}/metrics.")]
    public IReadOnlyList<Text> Prometheus { get; init; } = [];
}
