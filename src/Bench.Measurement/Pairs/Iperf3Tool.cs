using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bench.Measurement.Pairs;

/// <summary>iperf3 with its report as JSON. What counts is what was received, whoever sent.</summary>
public sealed class Iperf3Tool : IPairTool
{
    private static readonly PairMetric Throughput = new("throughput", "bit/s", true, "iperf3.throughput/1", "received by time, all streams");
    private static readonly PairMetric ClientCpu = new("cpu/client", "1", false, "iperf3.cpu/1", "CPU time of the client by time");
    private static readonly PairMetric ServerCpu = new("cpu/server", "1", false, "iperf3.cpu/1", "CPU time of the server by time");

    private static readonly IReadOnlyList<PairMetric> Tcp =
        [Throughput, new("retransmits", "1", false, "iperf3.retransmits/1", "segments that were sent again, all streams"), ClientCpu, ServerCpu];

    private static readonly IReadOnlyList<PairMetric> Udp =
    [
        Throughput,
        new("jitter", "s", false, "iperf3.jitter/1", "mean deviation of the packets' distance (RFC 3550)"),
        new("loss", "1", false, "iperf3.loss/1", "share of packets that did not come"),
        ClientCpu,
        ServerCpu,
    ];

    public string Name => "iperf3";

    public IReadOnlyList<PairMetric> Metrics(PairPlan plan) => Options(plan).Udp ? Udp : Tcp;

    public TimeSpan Expected(PairPlan plan) => TimeSpan.FromSeconds(ToolWords.WholeSeconds(plan.DurationSeconds) + Omitted(Options(plan)));

    /// <summary>For one test (<c>-1</c>): a server that was forgotten ends with its client.</summary>
    public IReadOnlyList<string> Server(PairPlan plan, PairPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return ["iperf3", "-s", "-1", "-B", place.ServerAddress, "-p", place.Port.Word()];
    }

    public IReadOnlyList<string> Client(PairPlan plan, PairPlace place)
    {
        var options = Options(plan);
        ArgumentNullException.ThrowIfNull(place);
        var words = new List<string>
        {
            "iperf3", "-c", place.ServerAddress, "-B", place.ClientAddress, "-p", place.Port.Word(),
            "-t", ToolWords.WholeSeconds(plan.DurationSeconds).Word(), "-i", "1", "-J",
            // A way that swallows all is told before the pair's time is over.
            "--connect-timeout", Math.Clamp((long)(plan.GraceSeconds * 500), 500, 600_000).Word(),
        };
        Add(options.Udp, "-u");
        Add(options.Streams != 1, "-P", options.Streams.Word());
        Add(options.Reverse, "-R");
        Add(options.BitsPerSecond is not null, "-b", (options.BitsPerSecond ?? 0).ToString("0", CultureInfo.InvariantCulture));
        Add(options.OmitSeconds > 0, "-O", Omitted(options).Word());
        Add(options.LengthBytes is not null, "-l", (options.LengthBytes ?? 0).Word());
        Add(options.WindowBytes is not null, "-w", (options.WindowBytes ?? 0).Word());
        Add(options.Congestion is not null, "-C", options.Congestion ?? "");
        Add(options.ZeroCopy, "-Z");
        return words;

        void Add(bool wanted, params IEnumerable<string> more)
        {
            if (wanted)
            {
                words.AddRange(more);
            }
        }
    }

    public PairReading Read(PairPlan plan, ToolOutput output)
    {
        var options = Options(plan);
        ArgumentNullException.ThrowIfNull(output);
        var begin = output.Output.IndexOf('{', StringComparison.Ordinal);
        try
        {
            // Before the report there may be a warning; without one there is what went wrong.
            using var document = begin < 0 ? null : JsonDocument.Parse(Encoding.UTF8.GetBytes(output.Output[begin..]));
            return document is null && output.Status != 0 ? ToolWords.Failed("iperf3", output.Errors + output.Output, output.Status)
                : document is null ? PairReading.Of(PairProblem.Unreadable, "iperf3 ended well and gave no report.")
                : Read(options, document.RootElement, output);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: text with half of a surrogate pair
        {
            return output.Status != 0
                ? ToolWords.Failed("iperf3", output.Errors, output.Status)
                : PairReading.Of(PairProblem.Unreadable, ToolWords.Sentence($"iperf3's report is no JSON: {e.Message}"));
        }
    }

    private static PairReading Read(Iperf3Options options, JsonElement report, ToolOutput output)
    {
        // Its exit status is 0 for many errors when the report is JSON.
        if (report.Text("error") is { } error)
        {
            return ToolWords.Failed("iperf3", error, output.Status);
        }

        if (output.Status != 0)
        {
            return ToolWords.Failed("iperf3", output.Errors, output.Status);
        }

        var end = report.Part("end");
        // Versions before 3.7 sum up UDP once, by what was sent and the share that was lost.
        var received = end.Part("sum_received").Number("bits_per_second")
            ?? (options.Udp ? end.Part("sum").Number("bits_per_second") * (1 - end.Part("sum").Number("lost_percent") / 100) : null);
        if (received is not { } throughput)
        {
            return PairReading.Of(PairProblem.Unreadable, "iperf3's report has no sum of what was received.");
        }

        if (throughput <= 0)
        {
            return PairReading.Of(PairProblem.ToolFailed, "iperf3: nothing was received.");
        }

        var cpu = end.Part("cpu_utilization_percent");
        var values = new Dictionary<string, double>();
        Put(values, "throughput", throughput);
        Put(values, "cpu/client", cpu.Number("host_total") / 100);
        Put(values, "cpu/server", cpu.Number("remote_total") / 100);
        if (options.Udp)
        {
            var sum = end.Part("sum_received").Number("lost_percent") is null ? end.Part("sum") : end.Part("sum_received");
            PutUdp(values, sum);
        }
        else
        {
            Put(values, "retransmits", end.Part("sum_sent").Number("retransmits"));
        }

        return new PairReading { Values = values, Samples = Samples(options, report.Part("intervals")) };
    }

    // What each second's sum says is the client's own view: what it sent, or, in reverse, what it received.
    private static List<PairSample> Samples(Iperf3Options options, JsonElement intervals)
    {
        var result = new List<PairSample>();
        foreach (var sum in intervals.ValueKind == JsonValueKind.Array ? intervals.EnumerateArray().Select(i => i.Part("sum")) : [])
        {
            if (sum.Is("omitted") || sum.Number("start") is not { } start || sum.Number("seconds") is not { } seconds || sum.Number("bits_per_second") is not { } rate)
            {
                continue;
            }

            var values = new Dictionary<string, double>();
            Put(values, "throughput", rate);
            Put(values, "retransmits", sum.Number("retransmits"));
            PutUdp(values, sum);
            result.Add(new PairSample(start + Omitted(options), seconds, values));
        }

        return result;
    }

    private static void PutUdp(Dictionary<string, double> values, JsonElement sum)
    {
        Put(values, "jitter", sum.Number("jitter_ms") / 1000);
        Put(values, "loss", sum.Number("lost_percent") / 100);
    }

    private static void Put(Dictionary<string, double> values, string name, double? value)
    {
        if (value is { } number)
        {
            values[name] = number;
        }
    }

    // iperf3 takes whole seconds.
    private static long Omitted(Iperf3Options options) => options.OmitSeconds > 0 ? ToolWords.WholeSeconds(options.OmitSeconds) : 0;

    private static Iperf3Options Options(PairPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Iperf3 ?? new Iperf3Options();
    }
}
