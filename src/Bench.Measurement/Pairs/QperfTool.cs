using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Measurement.Pairs;

/// <summary>
/// qperf: tests one after the other, over IP or RDMA. The server's port is for the talk between the two; each test takes a port of its own that the kernel
/// picks (no <c>-ip</c>), so that several pairs can share a node.
/// </summary>
public sealed partial class QperfTool : IPairTool
{
    // What the tests print, the received of two bandwidths last.
    private static readonly string[] BandwidthKeys = ["recv_bw", "bw"];

    public string Name => "qperf";

    public IReadOnlyList<PairMetric> Metrics(PairPlan plan) => [.. Tests(plan).Select(Metric)];

    public TimeSpan Expected(PairPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        // Beside its duration a test takes a moment to agree and to sum up.
        return TimeSpan.FromSeconds(Tests(plan).Count * (plan.DurationSeconds + 0.5));
    }

    public IReadOnlyList<string> Server(PairPlan plan, PairPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return ["qperf", "--listen_port", place.Port.Word()];
    }

    public IReadOnlyList<string> Client(PairPlan plan, PairPlace place)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(place);
        // -uu and -ub: one unit for each kind of figure, whatever its size, so that nothing is left to guess.
        return
        [
            "qperf", place.ServerAddress, "--listen_port", place.Port.Word(), "--time", plan.DurationSeconds.Word(),
            "--unify_units", "--use_bits_per_sec", "--precision", "9",
            .. plan.Qperf?.MessageBytes is { } bytes ? ["--msg_size", bytes.Word()] : Array.Empty<string>(),
            .. Tests(plan),
        ];
    }

    public PairReading Read(PairPlan plan, ToolOutput output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        if (output.Status != 0)
        {
            // It says the reason on either stream, and the names of the tests that it came to.
            return ToolWords.Failed("qperf", string.IsNullOrWhiteSpace(output.Errors) ? output.Output : output.Errors, output.Status);
        }

        var values = new Dictionary<string, double>();
        foreach (var test in Tests(plan))
        {
            if (Value(Metric(test), Section(output.Output, test)) is not { } value)
            {
                return PairReading.Of(PairProblem.Unreadable, $"qperf ended well, and its output has no figure of {test}.");
            }

            if (value <= 0)
            {
                return PairReading.Of(PairProblem.ToolFailed, $"qperf: {test} came to nothing.");
            }

            values[test] = value;
        }

        return new PairReading { Values = values };
    }

    /// <summary>Which figure a test gives follows from how its name ends: qperf's own habit.</summary>
    private static PairMetric Metric(string test) =>
        test.EndsWith("_lat", StringComparison.Ordinal) ? new PairMetric(test, "s", false, $"qperf.{test}/1", "time of one way")
        : test.EndsWith("_mr", StringComparison.Ordinal) ? new PairMetric(test, "1/s", true, $"qperf.{test}/1", "messages by time")
        : new PairMetric(test, "bit/s", true, $"qperf.{test}/1", "received by time");

    private static IReadOnlyList<string> Tests(PairPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return (plan.Qperf ?? new QperfOptions()).Tests;
    }

    // From 'tcp_bw:' to the next line that does not begin with a blank.
    private static IEnumerable<Match> Section(string output, string test) => output.Split('\n')
        .SkipWhile(l => l.TrimEnd() != test + ":").Skip(1)
        .TakeWhile(l => l.StartsWith(' '))
        .Select(l => Figure().Match(l)).Where(m => m.Success);

    private static double? Value(PairMetric metric, IEnumerable<Match> figures)
    {
        var (keys, unit, divisor) = metric.Unit switch
        {
            "s" => (["latency"], "ns", 1e9),
            "1/s" => (["msg_rate"], "/sec", 1),
            _ => (BandwidthKeys, "bits/sec", 1.0),
        };
        var found = figures.FirstOrDefault(f => keys.Contains(f.Groups["key"].Value) && f.Groups["unit"].Value == unit);
        return found is not null && double.TryParse(found.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value / divisor
            : null;
    }

    [GeneratedRegex(@"^ +(?<key>[a-z_]{1,40}) *= *(?<value>[0-9.eE+]{1,40}) (?<unit>[A-Za-z/]{1,20}) *\r?$", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();
}
