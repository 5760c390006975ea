using Bench.Measurement;
using Bench.Recipes;
using Bench.Reports;

namespace Bench.Tests.Reports;

/// <summary>
/// An open-loop client against a server that may stall: requests come at a constant rate, wait for one of a few connections, and are
/// answered within milliseconds, except in the stall. Enough of a queue that corrected and uncorrected latency differ as they really do.
/// </summary>
internal sealed class SimulatedLoad
{
    private readonly List<(double Intended, double Sent, double Done)> _requests = [];

    public SimulatedLoad(double rate, double seconds, int seed, double stallFrom = -1, double stallTo = -1, int connections = 10, double service = 0.0016)
    {
        (Rate, Seconds) = (rate, seconds);
        var random = new Random(seed);
        var free = new double[connections];
        for (var i = 0; i < rate * seconds; i++)
        {
            var intended = i / rate;
            var c = Array.IndexOf(free, free.Min());
            var sent = Math.Max(intended, free[c]) + (0.00002 * random.NextDouble());
            var start = sent >= stallFrom && sent < stallTo ? stallTo + (0.002 * random.NextDouble()) : sent;
            var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            free[c] = start + (service * Math.Exp(0.35 * gauss));
            _requests.Add((intended, sent, free[c]));
        }
    }

    public double Rate { get; }

    public double Seconds { get; }

    public int Count => _requests.Count;

    public IReadOnlyList<double> Corrected => [.. _requests.Select(r => r.Done - r.Intended).Order()];

    public IReadOnlyList<double> Uncorrected => [.. _requests.Select(r => r.Done - r.Sent).Order()];

    public IReadOnlyList<double> Lag => [.. _requests.Select(r => r.Sent - r.Intended).Order()];

    public static double At(IReadOnlyList<double> sorted, double percentile) =>
        sorted[Math.Clamp((int)Math.Ceiling(percentile / 100 * sorted.Count) - 1, 0, sorted.Count - 1)];

    /// <summary>One row a second and metric, as bench-load writes them.</summary>
    public IEnumerable<SeriesRow> Rows(string source, DateTimeOffset start)
    {
        for (var s = 0; s < Seconds; s++)
        {
            var at = start.AddSeconds(s + 1);
            var done = _requests.Where(r => r.Done >= s && r.Done < s + 1).ToList();
            yield return new SeriesRow(at, source, "node1", "load/rate", done.Count, "1/s");
            yield return new SeriesRow(at, source, "node1", "load/errors", 0, "1/s");
            if (done.Count == 0)
            {
                continue;
            }

            List<double> latency = [.. done.Select(r => r.Done - r.Intended).Order()];
            yield return new SeriesRow(at, source, "node1", "load/latency/p50", At(latency, 50), "s");
            yield return new SeriesRow(at, source, "node1", "load/latency/p99", At(latency, 99), "s");
            yield return new SeriesRow(at, source, "node1", "load/latency/max", latency[^1], "s");
            yield return new SeriesRow(at, source, "node1", "load/latency-uncorrected/p99", At([.. done.Select(r => r.Done - r.Sent).Order()], 99), "s");
            yield return new SeriesRow(at, source, "node1", "load/send-lag/max", done.Max(r => r.Sent - r.Intended), "s");
        }
    }

    /// <summary>A point of several repeats.</summary>
    public static PointSummary Point(string id, IReadOnlyDictionary<string, string> set, IReadOnlyList<SimulatedLoad> repeats)
    {
        var metrics = new Dictionary<string, MetricSummary>(StringComparer.Ordinal);
        Add("rate/requested", "1/s", "http.rate.requested/1", r => r.Rate, Direction.Higher);
        Add("rate/achieved", "1/s", "http.rate.achieved/1", Achieved, Direction.Higher);
        Add("throughput", "1/s", "http.throughput/1", Achieved, Direction.Higher);
        Add("requests", "1", "http.requests/1", r => r.Count, Direction.Higher);
        Add("errors", "1", "http.errors/1", _ => 0, Direction.Lower);
        foreach (var p in new[] { 50, 75, 90, 99, 99.9, 99.99, 99.999 })
        {
            Add($"latency/p{p}", "s", "http.latency.intended/2", r => At(r.Corrected, p), Direction.Lower);
            Add($"latency-uncorrected/p{p}", "s", "http.latency.sent/1", r => At(r.Uncorrected, p), Direction.Lower);
        }

        Add("latency/max", "s", "http.latency.intended/2", r => r.Corrected[^1], Direction.Lower);
        Add("latency-uncorrected/max", "s", "http.latency.sent/1", r => r.Uncorrected[^1], Direction.Lower);
        foreach (var (name, p) in new[] { ("p50", 50.0), ("p99", 99.0), ("max", 100.0) })
        {
            Add($"send-lag/{name}", "s", "http.send-lag/1", r => At(r.Lag, p), Direction.Lower);
        }

        return new PointSummary(id, set, repeats.Count, metrics)
        {
            Distributions =
            [
                Distribution("http.latency.intended/2", "from the intended send time", [.. repeats.SelectMany(r => r.Corrected).Order()]),
                Distribution("http.latency.sent/1", "from the actual send (uncorrected)", [.. repeats.SelectMany(r => r.Uncorrected).Order()]),
            ],
        };

        void Add(string name, string unit, string definition, Func<SimulatedLoad, double> value, Direction better) =>
            metrics["load/" + name] = Summary.Of([.. repeats.Select(value)], unit, definition, better);
    }

    private static double Achieved(SimulatedLoad r) => r.Count / Math.Max(r.Seconds, r._requests[^1].Done);

    private static Distribution Distribution(string definition, string label, IReadOnlyList<double> sorted)
    {
        var percentiles = Enumerable.Range(0, 200).Select(i => i / 2.0)
            .Concat(Enumerable.Range(0, 91).Select(i => 100 - Math.Pow(10, -i / 30.0))).Distinct().Order();
        // About where the early-stopping rule ends for so many values.
        var trusted = 100 - (100 * 6.62 / sorted.Count);
        return new Distribution("load", definition, label, "s", sorted.Count, [.. percentiles.Select(p => new PercentileValue(p, At(sorted, p)))], trusted);
    }
}
