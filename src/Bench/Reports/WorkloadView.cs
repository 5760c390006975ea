using Bench.Reports.Pairs;

namespace Bench.Reports;

/// <summary>One workload at one point: its metrics without the name's first part.</summary>
internal sealed record WorkloadView(PointSummary Point, string Name)
{
    // What a reader looks for first, in this order, where the workload has it.
    private static readonly string[] Key =
        ["rate/requested", "rate/achieved", "throughput", "latency/p50", "latency/p99", "latency/p99.9", "latency/max", "errors"];

    private const int MostOtherKeys = 8;

    private const string StartSkew = "start-skew";

    /// <summary>The metrics, in the order of <see cref="MetricOrder.ByMeaning"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, MetricSummary>> Metrics { get; } = [.. Point.Metrics
        .Select(m => (MetricOrder.Split(m.Key).Workload, Pair: KeyValuePair.Create(MetricOrder.Split(m.Key).Metric, m.Value)))
        .Where(m => m.Workload == Name)
        .Select(m => m.Pair)
        .OrderBy(m => m.Key, MetricOrder.ByMeaning)];

    /// <summary>True where nothing but use of resources is known: a service or node, listed but not headlined.</summary>
    public bool IsResource => Metrics.All(m => MetricOrder.IsResource(m.Key)) && !Point.Distributions.Any(d => d.Workload == Name);

    public IEnumerable<Distribution> Distributions => Point.Distributions
        .Where(d => d.Workload == Name && d.Curve.Any(c => double.IsFinite(c.Value)))
        .OrderByDescending(Distributed.FromIntended);

    public static IReadOnlyList<WorkloadView> Of(PointSummary point) => [.. point.Metrics.Keys.Select(k => MetricOrder.Split(k).Workload)
        .Concat(point.Distributions.Select(d => d.Workload))
        .Distinct(StringComparer.Ordinal)
        .Select(name => new WorkloadView(point, name))
        .OrderBy(w => w.IsResource)];

    public MetricSummary? Metric(string name) => Metrics.FirstOrDefault(m => m.Key == name).Value;

    public double? Value(string name) => Metric(name)?.Value is { } v && double.IsFinite(v) ? v : null;

    /// <summary>The figures that stand on top.</summary>
    public IReadOnlyList<KeyValuePair<string, MetricSummary>> KeyMetrics()
    {
        if (Point.Pairs.FirstOrDefault(p => p.Workload == Name) is { } pairs)
        {
            return OverPairs(pairs);
        }

        var known = Key.Where(k => Metric(k) is not null).ToList();
        // The achieved rate and the throughput are the same news twice where there are no errors to tell them apart.
        if (known.Contains("rate/achieved"))
        {
            known.Remove("throughput");
        }

        List<KeyValuePair<string, MetricSummary>> figures = known.Count >= 2
            ? [.. known.Select(k => KeyValuePair.Create(k, Metric(k)!))]
            : [.. Metrics.Where(m => !MetricOrder.IsResource(m.Key) && m.Key != StartSkew).Take(MostOtherKeys)];
        // Clients that did not start together did not drive the load that was asked for.
        return Metric(StartSkew) is { } skew ? [.. figures, KeyValuePair.Create(StartSkew, skew)] : figures;
    }

    // The primary metric from several sides, the middle of the others, and whether all was measured, and together.
    private List<KeyValuePair<string, MetricSummary>> OverPairs(PairSummary pairs)
    {
        var primary = pairs.Matrices[0].Metric;
        var others = pairs.Matrices.Select(m => m.Metric).Distinct(StringComparer.Ordinal).Where(m => m != primary && !m.Contains('/', StringComparison.Ordinal)).Take(2);
        string[] names = [$"{primary}/median", $"{primary}/worst", $"{primary}/best", $"{primary}/total", .. others.Select(o => o + "/median"), "pairs/failed", "skew/max"];
        return [.. names.Where(n => Metric(n) is not null).Select(n => KeyValuePair.Create(n, Metric(n)!))];
    }

    /// <summary>The columns of a table of one workload at several points. A rate that was swept stands there already.</summary>
    public static IReadOnlyList<string> Columns(IEnumerable<WorkloadView> workloads, IReadOnlyList<SweepParameter> swept) =>
        [.. workloads.SelectMany(w => w.KeyMetrics().Select(m => m.Key)).Distinct(StringComparer.Ordinal)
            .Where(m => m != "rate/requested" || swept.All(p => p.Name != "rate"))
            .Order(MetricOrder.ByMeaning)];

    /// <summary>False for a percentile beyond what the number of samples supports.</summary>
    public bool IsTrusted(string metric) =>
        MetricOrder.Percentile(metric) is not { } p || Behind(metric) is not { } d || p <= d.TrustedTo + 1e-9;

    private Distribution? Behind(string metric)
    {
        var definition = Metric(metric)?.Definition;
        return Distributions.FirstOrDefault(d => d.Definition == definition);
    }
}
