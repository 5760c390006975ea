using Bench.Measurement.Histograms;

namespace Bench.Load.Recording;

/// <summary>
/// The times of requests, so that each is recorded once: what results show is put together from these. A record in a part of memory that is not in the
/// processor's cache costs some 100 ns, more than all else that the client itself does for a request.
/// </summary>
internal sealed class RequestHistograms
{
    /// <summary>From the due time to the end, of all requests.</summary>
    internal LatencyHistogram Latency { get; } = new();

    /// <summary>From the send to the end, of those that were answered well.</summary>
    internal LatencyHistogram ServiceTime { get; } = new();

    /// <summary>From the send to the end, of those that were sent and failed.</summary>
    internal LatencyHistogram FailureTime { get; } = new();

    /// <summary>From the due time to the send, of requests that found a free connection: all of it is the client's.</summary>
    internal LatencyHistogram ClientLag { get; } = new();

    /// <summary>From the due time to the send, of requests that waited for a connection.</summary>
    internal LatencyHistogram WaitingLag { get; } = new();

    /// <summary>From the send to the end, of all that were sent.</summary>
    /// <param name="scratch">Is filled where it has to be put together.</param>
    internal LatencyHistogram Uncorrected(LatencyHistogram scratch) => Union(scratch, ServiceTime, FailureTime);

    /// <summary>From the due time to the send, of all that were sent.</summary>
    /// <param name="scratch">Is filled where it has to be put together.</param>
    internal LatencyHistogram SendLag(LatencyHistogram scratch) => Union(scratch, ClientLag, WaitingLag);

    /// <summary>Has memory for what every good request is recorded in.</summary>
    internal void Prefault()
    {
        Latency.Prefault();
        ServiceTime.Prefault();
        ClientLag.Prefault();
    }

    /// <summary>
    /// Adds what another one has. In parts: a load thread that has the same CPU, as where there is one only, waits for one of them at a time, not for the
    /// whole; a backlog of many sends would take long to work off.
    /// </summary>
    internal void Add(RequestHistograms other)
    {
        Latency.Add(other.Latency);
        Thread.Yield();
        ServiceTime.Add(other.ServiceTime);
        Thread.Yield();
        FailureTime.Add(other.FailureTime);
        ClientLag.Add(other.ClientLag);
        Thread.Yield();
        WaitingLag.Add(other.WaitingLag);
    }

    internal void Reset()
    {
        Latency.Reset();
        ServiceTime.Reset();
        Thread.Yield();
        FailureTime.Reset();
        ClientLag.Reset();
        WaitingLag.Reset();
    }

    private static LatencyHistogram Union(LatencyHistogram scratch, LatencyHistogram usual, LatencyHistogram other)
    {
        if (other.Count == 0)
        {
            return usual;
        }

        scratch.Reset();
        scratch.Add(usual);
        scratch.Add(other);
        return scratch;
    }
}
