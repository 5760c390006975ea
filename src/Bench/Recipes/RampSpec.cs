using System.ComponentModel;

namespace Bench.Recipes;

[Description("A rate that changes in a straight line, from the measurement's start; the warm-up goes before it at its first rate, and its last one goes on behind it.")]
public sealed record RampSpec
{
    [Description("The rate at the measurement's start; may be 0.")]
    [Range(0, 100_000_000)]
    public required Rate From { get; init; }

    [Description("The rate at the ramp's end; may be 0.")]
    [Range(0, 100_000_000)]
    public required Rate To { get; init; }

    [Description("How long it takes.")]
    [Range(0.001, 604_800)]
    public required TimeSpan Over { get; init; }
}
