namespace Bench.Reports;

/// <summary>What reason codes and metrics mean, in a sentence each.</summary>
internal static class Glossary
{
    private static readonly (string Metric, string Text)[] Metrics =
    [
        ("rate/requested", "Requests per second that the recipe asked for."),
        ("rate/achieved", "Good answers per second that arrived in the measurement. Below the requested rate, latencies belong to the achieved one."),
        ("throughput", "Requests that were answered without error, per second of the measurement."),
        ("requests", "Requests whose intended send time lies in the measurement; the warm-up is not in it."),
        ("errors", "Requests that failed: no connection, timeout, or an unexpected status."),
        ("latency", "Time from when a request should have been sent, by the arrival schedule, to the end of its answer. Waiting behind a stall counts, so it is what an independent user would see."),
        ("latency-uncorrected", "Time from the actual send to the end of the answer: what a closed-loop client reports. It leaves out the wait of requests that could not be sent in time (coordinated omission)."),
        ("pairs/measured", "Measurements of pairs that gave values."),
        ("pairs/failed", "Measurements of pairs that gave none; the reasons stand with the matrix."),
        ("skew", "Between nodes: from the start of the first client of a round to that of the last one. While it lasts, the others have the network for themselves."),
        ("send-lag", "How late requests left the client against the schedule. Large values mean that the client, or the connections that it waited for, could not keep up."),
    ];

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["rate-not-delivered"] = "The load was lighter than the recipe says; do not quote these latencies for the requested rate.",
        ["client-saturated"] = "The client may be what was measured. Give it more threads or nodes, or lower the rate.",
        ["send-lag"] = "Requests left late, so the arrival pattern differs from the requested one.",
        ["too-few-samples"] = "The far tail rests on a few requests. Measure longer, or quote a lower percentile.",
        ["errors"] = "Failed requests can be faster or slower than good ones and distort the figures.",
        ["service-restarted"] = "Caches and connections started anew in the middle of the run.",
        ["zero-output"] = "Nothing came back; the figures say nothing about the service.",
        ["empty-answers"] = "An answer without content is quickly given; look at what the service returns.",
        ["cpu-stolen"] = "The machine is shared with others; measure on one of your own, or repeat.",
        ["workload-failed"] = "What a broken client left is shown as it is.",
        ["result-unreadable"] = "The numbers that are missing are not zero, they are unknown.",
        ["interrupted"] = "The numbers are those of a shorter measurement.",
        ["pairs-failed"] = "Medians are those of the pairs that were measured.",
        ["start-skew"] = "For that long, those that had begun had the network for themselves.",
        ["incomplete"] = "Some points or repeats are missing.",
    };

    /// <summary>Null for a code that is not known here: its text then stands alone.</summary>
    public static string? OfReason(string code) => Reasons.GetValueOrDefault(code);

    /// <summary>What a metric (without its workload) is; null where its definition id has to do.</summary>
    public static string? OfMetric(string metric)
    {
        var family = metric.Contains('/', StringComparison.Ordinal) ? metric[..metric.IndexOf('/', StringComparison.Ordinal)] : metric;
        return Metrics.FirstOrDefault(m => m.Metric == metric).Text ?? Metrics.FirstOrDefault(m => m.Metric == family).Text;
    }

    /// <summary>The name under which a metric's explanation is listed: percentiles of one family share it.</summary>
    public static string FamilyOf(string metric) => Metrics.Any(m => m.Metric == metric) || !metric.Contains('/', StringComparison.Ordinal)
        ? metric
        : MetricOrder.Percentile(metric) is not null || metric.EndsWith("/max", StringComparison.Ordinal) ? metric[..metric.LastIndexOf('/')] : metric;

    /// <summary>The name of a metric for people: <c>Latency p99</c>.</summary>
    public static string Title(string metric) => metric switch
    {
        "rate/requested" => "Requested rate",
        "rate/achieved" => "Achieved rate",
        "latency-uncorrected/max" => "Uncorrected max",
        "latency/max" => "Latency max",
        _ => Capital(metric.Replace("latency-uncorrected/", "uncorrected ", StringComparison.Ordinal).Replace('/', ' ').Replace("send-lag", "send lag", StringComparison.Ordinal)),
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
