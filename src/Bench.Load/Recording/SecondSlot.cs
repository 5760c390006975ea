namespace Bench.Load.Recording;

/// <summary>What one worker saw in one second.</summary>
internal sealed class SecondSlot
{
    internal int Second;
    internal long Sent;
    internal long Completed;
    internal long Errors;

    /// <summary>Errors of requests that were never sent.</summary>
    internal long Unsent;

    /// <summary>Written by its worker (false), or ready for the collector (true).</summary>
    internal volatile bool Full;

    /// <summary>Whether it is of the measurement, and not of the warm-up.</summary>
    internal bool Measured => Second >= 0;

    /// <summary>In a second of the measurement without the requests that were due in the warm-up, so that all seconds together make the total.</summary>
    internal RequestHistograms Histograms { get; } = new();

    internal void Add(SecondSlot other)
    {
        Sent += other.Sent;
        Completed += other.Completed;
        Errors += other.Errors;
        Unsent += other.Unsent;
        Histograms.Add(other.Histograms);
    }

    internal void Reset()
    {
        (Sent, Completed, Errors, Unsent) = (0, 0, 0, 0);
        Histograms.Reset();
    }
}
