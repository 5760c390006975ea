namespace Bench.Health;

/// <summary>Judges answers: healthy after so many good ones in a row, unhealthy after a bad one, unknown before the first.</summary>
/// <param name="successes">Good answers in a row that are needed.</param>
public sealed class HealthPolicy(int successes)
{
    private int _inRow;

    public HealthState State { get; private set; }

    public HealthState Judge(ProbeAnswer answer)
    {
        _inRow = answer.Good ? _inRow + 1 : 0;
        return State = _inRow >= successes ? HealthState.Healthy
            : answer.Good && State == HealthState.Unknown ? HealthState.Unknown
            : HealthState.Unhealthy;
    }
}
