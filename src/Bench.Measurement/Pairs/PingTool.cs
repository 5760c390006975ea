using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Measurement.Pairs;

/// <summary>ping of iputils. Times are read from the single replies: its own summary knows no percentiles, and rounds.</summary>
public sealed partial class PingTool : IPairTool
{
    private static readonly IReadOnlyList<PairMetric> AllMetrics =
    [
        new("rtt", "s", false, "ping.rtt/1", "median round trip of the single replies"),
        new("rtt/min", "s", false, "ping.rtt/1", "shortest round trip"),
        new("rtt/avg", "s", false, "ping.rtt/1", "mean round trip"),
        new("rtt/max", "s", false, "ping.rtt/1", "longest round trip"),
        new("rtt/mdev", "s", false, "ping.rtt/1", "standard deviation of the round trips"),
        new("rtt/p90", "s", false, "ping.rtt/1", "90th percentile of the round trips"),
        new("rtt/p99", "s", false, "ping.rtt/1", "99th percentile of the round trips"),
        new("loss", "1", false, "ping.loss/1", "share of requests without reply"),
    ];

    public string Name => "ping";

    public IReadOnlyList<PairMetric> Metrics(PairPlan plan) => AllMetrics;

    public TimeSpan Expected(PairPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var options = plan.Ping ?? new PingOptions();
        return TimeSpan.FromSeconds((Count(plan) - 1) * options.IntervalSeconds + options.ReplyTimeoutSeconds);
    }

    /// <summary>None: the kernel answers.</summary>
    public IReadOnlyList<string> Server(PairPlan plan, PairPlace place) => [];

    public IReadOnlyList<string> Client(PairPlan plan, PairPlace place)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(place);
        var options = plan.Ping ?? new PingOptions();
        return
        [
            "ping", "-n", "-D", "-c", Count(plan).Word(), "-i", options.IntervalSeconds.Word(), "-s", options.PayloadBytes.Word(),
            "-W", options.ReplyTimeoutSeconds.Word(), "-I", place.ClientAddress, place.ServerAddress,
        ];
    }

    public PairReading Read(PairPlan plan, ToolOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var replies = Replies(output.Output).ToList();
        var loss = Loss(output.Output);
        if (loss is 1 || (replies.Count == 0 && output.Output.Contains("nreachable", StringComparison.Ordinal)))
        {
            return PairReading.Of(PairProblem.Unreachable, Unreachable().Match(output.Output) is { Success: true } line ? $"ping: {line.Value.Trim()}." : "ping: no reply came.");
        }

        // Status 1 is that of lost replies too, which are a figure and no fault.
        if (output.Status > 1 || (output.Status == 1 && loss is null))
        {
            return ToolWords.Failed("ping", output.Errors, output.Status);
        }

        if (replies.Count == 0 || loss is null)
        {
            return PairReading.Of(PairProblem.Unreadable, "ping ended well, and its output has no replies or no summary.");
        }

        var times = replies.Select(r => r.Seconds).Order().ToList();
        var mean = times.Average();
        return new PairReading
        {
            Values = new Dictionary<string, double>
            {
                ["rtt"] = Quantile(times, 0.5),
                ["rtt/min"] = times[0],
                ["rtt/avg"] = mean,
                ["rtt/max"] = times[^1],
                ["rtt/mdev"] = Math.Sqrt(times.Average(t => (t - mean) * (t - mean))),
                ["rtt/p90"] = Quantile(times, 0.9),
                ["rtt/p99"] = Quantile(times, 0.99),
                ["loss"] = loss.Value,
            },
            Samples = Samples(replies),
        };
    }

    private static int Count(PairPlan plan) =>
        (int)Math.Clamp(Math.Ceiling(plan.DurationSeconds / Math.Max(1e-4, (plan.Ping ?? new PingOptions()).IntervalSeconds)), 1, 10_000_000);

    // A reply that came twice counts once: the first.
    private static IEnumerable<(double? At, double Seconds)> Replies(string output)
    {
        foreach (Match match in Reply().Matches(output))
        {
            if (Number(match.Groups["time"].Value) is { } milliseconds)
            {
                yield return (Number(match.Groups["at"].Value), milliseconds / 1000);
            }
        }
    }

    private static double? Loss(string output) =>
        Summary().Match(output) is { Success: true } match && Number(match.Groups["loss"].Value) is { } percent and <= 100 ? percent / 100 : null;

    // The median of each second; without -D's stamps there are none.
    private static List<PairSample> Samples(List<(double? At, double Seconds)> replies)
    {
        var begin = replies[0].At;
        return [.. replies
            .Where(r => r.At >= begin && r.At - begin < 1e6)
            .GroupBy(r => Math.Floor(r.At!.Value - begin!.Value), r => r.Seconds)
            .Select(g => new PairSample(g.Key, 1, new Dictionary<string, double> { ["rtt"] = Quantile([.. g.Order()], 0.5) }))];
    }

    // Between two values, in proportion.
    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 < sorted.Count ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    [GeneratedRegex(@"^(?:\[(?<at>[0-9.]{1,30})\] )?[0-9]{1,9} bytes from [^\n]{1,200}? time=(?<time>[0-9.]{1,30}) ms\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Reply();

    [GeneratedRegex(@"^[0-9]+ packets transmitted, [0-9]+ received,[^\n]{0,100}? (?<loss>[0-9.]{1,30})% packet loss", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Summary();

    [GeneratedRegex(@"(?:Destination|Network|Host)[A-Za-z ]{0,40} [Uu]nreachable", RegexOptions.CultureInvariant)]
    private static partial Regex Unreachable();
}
