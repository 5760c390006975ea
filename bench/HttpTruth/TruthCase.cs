using System.Globalization;
using Bench.Measurement.Histograms;

namespace Bench.HttpTruth;

/// <summary>One service with known latencies, and the load that asks it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Rate">Requests per second, at fixed intervals.</param>
/// <param name="Percentiles">Those that are compared: none where the expected curve has a step.</param>
internal sealed record TruthCase(string Name, int Rate, int Connections, IReadOnlyList<double> Percentiles)
{
    /// <summary>The usual latency, ms.</summary>
    public double Milliseconds { get; init; }

    /// <summary>The other latency, ms, and the share of requests that has it.</summary>
    public (double Milliseconds, double Share) Slow { get; init; }

    /// <summary>Begin and length, s after the first request; null for none.</summary>
    public (double Begin, double Length)? Stall { get; init; }

    /// <summary>The words behind the program's name: of null-server's exact service.</summary>
    public IReadOnlyList<string> ExactArguments =>
        ["exact", "0", Text(Milliseconds), Text(Slow.Milliseconds), Text(Slow.Share), Text(Stall?.Begin ?? 0), Text(Stall?.Length ?? 0)];

    /// <summary>The same of bench-hello.</summary>
    public IReadOnlyList<string> HelloArguments =>
        ["--port", "0", "--seed", "7", "--inline", .. Stall is var (begin, length) ? (string[])["--stall", $"{Text(begin)}s+{Text(length)}s"] : []];

    /// <summary>What is requested of bench-hello.</summary>
    public string HelloPath => Milliseconds == 0 ? "/hello" : $"/delay?ms={Text(Milliseconds)}&slow={Text(Slow.Milliseconds)}&share={Text(Slow.Share)}";

    /// <summary>
    /// What the client should see. Without a stall it is the service's times. With one it follows from the plan, the stall, and the service's times beside it.
    /// </summary>
    /// <param name="due">The plan, ns from the load's start.</param>
    /// <param name="warm">How many of them are the warm-up's, in which nothing is measured.</param>
    /// <param name="service">The service's times, ns, in the order in which it answered: those that it took, or those of its script.</param>
    public LatencyHistogram Expected(IReadOnlyList<double> due, int warm, IReadOnlyList<long> service)
    {
        var expected = new LatencyHistogram();
        foreach (var latency in (Stall is null ? service : Stalled(due, service)).Skip(warm))
        {
            expected.Record(latency);
        }

        return expected;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private IEnumerable<long> Stalled(IReadOnlyList<double> due, IReadOnlyList<long> service)
    {
        var (begin, length) = Stall!.Value;
        var stall = ((long)(begin * 1e9), (long)((begin + length) * 1e9));
        return ServiceModel.Latencies([.. due.Select(d => (long)d)], Connections, k => service[Math.Min(k, service.Count - 1)], [stall]).Select(l => l.Corrected);
    }
}
