using Bench.Measurement.Histograms;

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

    internal LatencyHistogram Latency { get; } = new();

    internal LatencyHistogram Uncorrected { get; } = new();

    internal LatencyHistogram SendLag { get; } = new();

    internal void Add(SecondSlot other)
    {
        Sent += other.Sent;
        Completed += other.Completed;
        Errors += other.Errors;
        Unsent += other.Unsent;
        Latency.Add(other.Latency);
        Uncorrected.Add(other.Uncorrected);
        SendLag.Add(other.SendLag);
    }

    internal void Reset()
    {
        (Sent, Completed, Errors, Unsent) = (0, 0, 0, 0);
        Latency.Reset();
        Uncorrected.Reset();
        SendLag.Reset();
    }
}
