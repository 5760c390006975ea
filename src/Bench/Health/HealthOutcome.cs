namespace Bench.Health;

/// <summary>How a wait for health ended.</summary>
public enum HealthOutcome
{
    Healthy,

    /// <summary>The service itself ended.</summary>
    Ended,

    /// <summary>The deadline passed.</summary>
    TimedOut,
}
