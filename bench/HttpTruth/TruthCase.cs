using System.Globalization;
using Bench.Measurement.Histograms;

namespace Bench.HttpTruth;

/// <summary>One service with known latencies, and the load that asks it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Path">What is requested.</param>
/// <param name="Rate">Requests per second, at fixed intervals.</param>
/// <param name="Percentiles">Those that are compared: none where the expected curve has a step.</param>
internal sealed record TruthCase(string Name, string Path, int Rate, int Connections, IReadOnlyList<double> Percentiles)
{
    /// <summary>Begin and length, s after the first request; null for none.</summary>
    public (double Begin, double Length)? Stall { get; init; }

    /// <summary>It shows what lies between service and client: the kernel, both wake-ups, and Kestrel before and behind the answer. Nothing is judged by it.</summary>
    public bool IsWay { get; init; }

    /// <summary>Options of bench-hello.</summary>
    public IReadOnlyList<string> HelloOptions => Stall is var (begin, length)
        ? ["--stall", string.Create(CultureInfo.InvariantCulture, $"{begin}s+{length}s")]
        : [];

    /// <summary>
    /// What the client should see. Without a stall it is what the service says of its own answers. With one it follows from the plan, the stall, and the
    /// service's own times beside it.
    /// </summary>
    /// <param name="due">The plan, ns from the load's start.</param>
    /// <param name="warm">How many of them are the warm-up's, in which nothing is measured.</param>
    /// <param name="service">The service's own times, ns, in the order in which it answered.</param>
    public LatencyHistogram Expected(IReadOnlyList<double> due, int warm, IReadOnlyList<long> service)
    {
        var expected = new LatencyHistogram();
        foreach (var latency in (Stall is null ? service : Stalled(due, service)).Skip(warm))
        {
            expected.Record(latency);
        }

        return expected;
    }

    private IEnumerable<long> Stalled(IReadOnlyList<double> due, IReadOnlyList<long> service)
    {
        var (begin, length) = Stall!.Value;
        var stall = ((long)(begin * 1e9), (long)((begin + length) * 1e9));
        return ServiceModel.Latencies([.. due.Select(d => (long)d)], Connections, k => service[Math.Min(k, service.Count - 1)], [stall]).Select(l => l.Corrected);
    }
}
