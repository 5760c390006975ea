using System.ComponentModel;

namespace Bench.Recipes;

[Description("The thresholds of the verdict: past the first of a pair results are DEGRADED, past the second INVALID.")]
public sealed record ValiditySpec
{
    [Description("Achieved rate below this share of what the arrival law scheduled makes a result INVALID.")]
    public Percentage MinRate { get; init; } = new(0.95);

    [Description("Errors above this share of the requests make a result INVALID; above a tenth of it, DEGRADED.")]
    public Percentage MaxErrors { get; init; } = new(0.01);

    [Description("The client's own lateness (p99 of client-lag) above this makes a result DEGRADED; above ten times, INVALID.")]
    [Range(0.000_001, 3600)]
    public TimeSpan MaxSendLag { get; init; } = TimeSpan.FromMilliseconds(2);

    [Description("The same lateness above this share of the load's mean interval between requests makes a result DEGRADED, but not with 'pacing: burst'; 1000% are ten intervals.")]
    public Percentage MaxSendLagShare { get; init; } = new(10);

    [Description("Good answers without content above this share of the requests make a result DEGRADED.")]
    public Percentage MaxEmpty { get; init; } = new(0);

    [Description("A distance of the client's gaps from the arrival law's (Kolmogorov-Smirnov) above this makes a result DEGRADED, as does an arrival audit that fails.")]
    public Percentage MaxArrivalDistance { get; init; } = new(0.15);

    [Description("The highest latency percentile that must have enough samples (MLPerf's rule: 662 for 99, 6,636 for 99.9); fewer make a result DEGRADED.")]
    [Range(50, 99.999)]
    public double Percentile { get; init; } = 99;

    [Description("A client thread that is busy for more than this share of the time makes a result DEGRADED: the client may be what was measured.")]
    public Percentage MaxClientCpu { get; init; } = new(0.9);

    [Description("CPU time that the hypervisor gave to others above this share makes a result DEGRADED.")]
    public Percentage MaxSteal { get; init; } = new(0.05);

    [Description("Of workloads between nodes: a round whose last client starts later behind the first than this share of the pairs' duration makes a result DEGRADED.")]
    public Percentage MaxStartSkew { get; init; } = new(0.1);
}
