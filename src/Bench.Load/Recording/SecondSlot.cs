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
    internal RequestHistograms Histograms { get; private set; } = new();

    /// <summary>Moves what another one holds to this one; the other may be left with anything, to be reset.</summary>
    internal void Take(SecondSlot other)
    {
        // With one worker, the usual case, no histogram is copied.
        if (Histograms.Latency.Count + Histograms.ClientLag.Count + Histograms.WaitingLag.Count == 0)
        {
            (Histograms, other.Histograms) = (other.Histograms, Histograms);
        }
        else
        {
            Histograms.Add(other.Histograms);
        }

        Sent += other.Sent;
        Completed += other.Completed;
        Errors += other.Errors;
        Unsent += other.Unsent;
    }

    internal void Reset()
    {
        (Sent, Completed, Errors, Unsent) = (0, 0, 0, 0);
        Histograms.Reset();
    }
}
