namespace Bench.Jobs;

/// <summary>Where a job is. <see cref="Unknown"/> is a real answer ("could not be asked"), never taken for an end.</summary>
public enum JobPhase
{
    Unknown,
    Pending,
    Running,

    /// <summary>Ended with status 0.</summary>
    Completed,

    /// <summary>Ended with another status, or by a signal.</summary>
    Failed,

    /// <summary>Stopped by us or by somebody.</summary>
    Cancelled,

    /// <summary>Stopped by its time limit.</summary>
    TimedOut,

    /// <summary>Gone without a trace of how it ended.</summary>
    Lost,
}
