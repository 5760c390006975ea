using Bench.Diagnostics;

namespace Bench.Lifecycle.Commands.Doctor;

/// <summary>Something that Doctor looked at.</summary>
/// <param name="Mend">What to do where it is not good.</param>
internal sealed record Finding(string Subject, bool Good, string Detail, string Mend)
{
    /// <summary>False where a run would work all the same.</summary>
    public bool IsFatal { get; init; } = true;

    /// <summary>What Doctor ends with where it is not good.</summary>
    public ExitStatus Status { get; init; } = ExitStatus.Usage;
}
