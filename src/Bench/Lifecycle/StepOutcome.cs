namespace Bench.Lifecycle;

/// <summary>How a step went, with one line about it.</summary>
internal readonly record struct StepOutcome(StepResult Result, string? Detail)
{
    public static StepOutcome Done(string detail) => new(StepResult.Done, detail);

    public static StepOutcome UpToDate(string? detail = null) => new(StepResult.UpToDate, detail);

    public static StepOutcome Skipped(string why) => new(StepResult.Skipped, why);
}
