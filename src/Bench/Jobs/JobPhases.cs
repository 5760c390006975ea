namespace Bench.Jobs;

/// <summary>Questions about a <see cref="JobPhase"/>.</summary>
public static class JobPhases
{
    public static bool HasEnded(this JobPhase phase) => phase >= JobPhase.Completed;
}
