using System.ComponentModel;

namespace Bench.Recipes;

[Description("A limit that a metric must keep at every point.")]
public sealed record GateSpec
{
    [Description("The metric, such as load/latency/p99.")]
    public required string Metric { get; init; }

    [Description("Smallest value that passes, in the metric's unit.")]
    public double? Min { get; init; }

    [Description("Largest value that passes, in the metric's unit.")]
    public double? Max { get; init; }

    [Description("Which way is better; the metric's own direction where it is left out.")]
    public Direction? Better { get; init; }

    [Description("How much worse than the newest VALID run of the same recipe it may be, such as 5%.")]
    public Percentage? WorseBy { get; init; }
}
