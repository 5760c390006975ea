namespace Bench.Measurement.Results;

/// <summary>What the figures of a result mean, in words that travel with the file.</summary>
public static class HttpLoadDefinitions
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["latency"] = "ns from the time a request was due to its end; corrected for coordinated omission; every scheduled request once, failed and unanswered ones with the time until then",
        ["latencyUncorrected"] = "ns from the actual send to the end",
        ["errorLatency"] = "the part of latency that ended in an error",
        ["sendLag"] = "ns from the time due to the actual send",
        ["clientLag"] = "ns from the first moment a request could be sent (due, and a connection free) to the actual send",
        ["connect"] = "ns to open a TCP connection",
        ["completed"] = "answers in full with a status below 400, to requests due in the measurement",
        ["achieved"] = "answers in full with a status below 400 that arrived in the measured seconds, per second",
        ["perSecond"] = "scheduled by due time, sent by send time, the rest by the time of the end; latencies in s from the due time; second 0 is the measurement's first",
    };
}
