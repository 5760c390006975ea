namespace Bench.Measurement.Results;

/// <summary>What the figures of a result mean, in words that travel with the file.</summary>
public static class HttpLoadDefinitions
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["end"] = "of an answer the time at which the kernel received its last byte (SO_TIMESTAMPNS), where readLag has counts; else, and where the end of the connection ends it, the time at which the client had read it",
        ["readLag"] = "ns from that time of the kernel to the client's read; it is in no latency",
        ["latency"] = "ns from the time a request was due to its end; corrected for coordinated omission; every scheduled request once, failed and unanswered ones with the time until then",
        ["latencyUncorrected"] = "ns from the actual send to the end",
        ["serviceTime"] = "ns from the actual send to the end, of answers in full with a status below 400",
        ["errorLatency"] = "the part of latency that ended in an error",
        ["sendLag"] = "ns from the time due to the actual send",
        ["clientLag"] = "ns from the first moment a request could be sent (due, and a connection free) to the actual send",
        ["connect"] = "ns to open a TCP connection",
        ["due"] = "fixed before the load by law, rate, seed, warm-up and duration, and dealt to the threads in turn; in a closed loop a request is due when it is sent",
        ["arrivals"] = "gaps counted in requests that the plan expects; the audit itself over actual sends, planned over times due, paced over times due + clientLag",
        ["completed"] = "answers in full with a status below 400, to requests due in the measurement",
        ["achieved"] = "answers in full with a status below 400 that arrived in the measured seconds, per second",
        ["perSecond"] = "scheduled by due time, sent by send time, the rest by the time of the end; latencies in s from the due time; second 0 is the measurement's first",
    };
}
