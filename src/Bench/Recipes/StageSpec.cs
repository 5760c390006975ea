using System.ComponentModel;

namespace Bench.Recipes;

[Description("A stage of a load: at one rate, or from one to another in a straight line.")]
public sealed record StageSpec
{
    [Description("The stage's rate, instead of 'from' and 'to'; 0 is a pause.")]
    [Range(0, 100_000_000)]
    public Rate? Rate { get; init; }

    [Description("The rate at the stage's begin.")]
    [Range(0, 100_000_000)]
    public Rate? From { get; init; }

    [Description("The rate at its end.")]
    [Range(0, 100_000_000)]
    public Rate? To { get; init; }

    [Description("How long it lasts; the last stage may go without, and lasts until the measurement is over.")]
    [Range(0.001, 604_800)]
    public TimeSpan? Duration { get; init; }
}
