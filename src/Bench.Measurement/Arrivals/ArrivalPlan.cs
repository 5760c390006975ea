namespace Bench.Measurement.Arrivals;

/// <summary>
/// All times at which requests are due, settled before the load begins. The plan is one stream for the whole client;
/// <see cref="ArrivalSchedule"/> deals it out to the workers in turn. So the union of all workers follows the law exactly, whatever
/// their number, which streams of their own would give for the exponential law only.
/// </summary>
public abstract class ArrivalPlan(double warmupSeconds, double durationSeconds)
{
    /// <summary>Length of the warm-up, with which the plan begins, s.</summary>
    public double WarmupSeconds { get; } = warmupSeconds;

    /// <summary>Length of the measurement behind it, s.</summary>
    public double DurationSeconds { get; } = durationSeconds;

    /// <summary>For results: the law's name, or <c>file</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The law of the gaps; null for times that were read from a file.</summary>
    public abstract ArrivalLaw? Law { get; }

    /// <summary>The rate over time from the load's start; null for times that were read from a file.</summary>
    public abstract RateProfile? Rate { get; }

    /// <summary>Mean rate of the measurement that was asked for, 1/s.</summary>
    public abstract double MeanRate { get; }

    /// <summary>The due times from the first one on. Each call begins anew, and gives the same times.</summary>
    public abstract ArrivalStream Begin();
}
