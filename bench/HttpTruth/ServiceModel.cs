namespace Bench.HttpTruth;

/// <summary>
/// What an exact client measures of a service that is known. The client has so many connections, sends each request when it is due or as soon as one of
/// them is free, in the order of the plan, and one at a time on each. The service answers a request after a time of its own, and lets none pass while it
/// stalls. All times in ns on one clock.
/// </summary>
internal static class ServiceModel
{
    /// <param name="due">When each request is due, ascending.</param>
    /// <param name="service">How long request number k takes, beside stalls.</param>
    /// <param name="stalls">Begin and end of each, in order.</param>
    /// <returns>Of each request the corrected latency (answer − due) and the uncorrected one (answer − send).</returns>
    internal static (long Corrected, long Uncorrected)[] Latencies(
        IReadOnlyList<long> due, int connections, Func<int, long> service, IReadOnlyList<(long Begin, long End)> stalls)
    {
        var free = new PriorityQueue<long, long>();
        for (var i = 0; i < connections; i++)
        {
            free.Enqueue(long.MinValue, long.MinValue);
        }

        var latencies = new (long, long)[due.Count];
        for (var k = 0; k < due.Count; k++)
        {
            var sent = Math.Max(due[k], free.Dequeue());
            var passes = stalls.Aggregate(sent, (at, stall) => at >= stall.Begin && at < stall.End ? stall.End : at);
            var answered = passes + service(k);
            free.Enqueue(answered, answered);
            latencies[k] = (answered - due[k], answered - sent);
        }

        return latencies;
    }
}
