using System.Globalization;

namespace Bench.Reports;

/// <summary>The order in which people read metrics: first what was asked for and delivered, then latency from the middle to the tail.</summary>
internal static class MetricOrder
{
    private static readonly string[] Known =
    [
        "rate/requested", "rate/achieved", "throughput", "requests", "errors",
        "latency", "latency-uncorrected", "send-lag",
    ];

    // How the values of many pairs became one, the most telling first.
    private static readonly string[] OverPairs = ["median", "worst", "best", "mean", "total"];

    private static readonly string[] Resources = ["cpu", "memory", "threads", "io", "network"];

    /// <summary>Orders names without their workload: <c>latency/p99</c>.</summary>
    public static IComparer<string> ByMeaning { get; } = Comparer<string>.Create((a, b) => Key(a).CompareTo(Key(b)));

    /// <summary><c>load/latency/p99</c> → <c>load</c>, <c>latency/p99</c>. A name without <c>/</c> belongs to no workload.</summary>
    public static (string Workload, string Metric) Split(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? ("", name) : (name[..slash], name[(slash + 1)..]);
    }

    /// <summary>True for what a job or node used, rather than what a workload measured.</summary>
    public static bool IsResource(string metric) =>
        Resources.Any(r => metric == r || metric.StartsWith(r + "/", StringComparison.Ordinal));

    /// <summary>The percentile in <c>latency/p99.9</c>, or null.</summary>
    public static double? Percentile(string metric)
    {
        var last = metric[(metric.LastIndexOf('/') + 1)..];
        return last.Length > 1 && last[0] == 'p'
            && double.TryParse(last.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p) && p <= 100
            ? p
            : null;
    }

    private static (int Family, double Rank, string Name) Key(string metric)
    {
        var exact = Array.IndexOf(Known, metric);
        var head = metric.Contains('/', StringComparison.Ordinal) ? metric[..metric.LastIndexOf('/')] : metric;
        var family = exact >= 0 ? exact : Array.IndexOf(Known, head);
        if (family < 0)
        {
            family = Known.Length + (IsResource(metric) ? 1 : 0);
            return (family, 0, metric);
        }

        var over = Array.IndexOf(OverPairs, metric[(metric.LastIndexOf('/') + 1)..]);
        return (family, over >= 0 ? over : Percentile(metric) ?? 1000, metric);
    }
}
