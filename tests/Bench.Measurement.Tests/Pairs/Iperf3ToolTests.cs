using Bench.Measurement.Pairs;

namespace Bench.Measurement.Tests.Pairs;

public sealed class Iperf3ToolTests
{
    private static readonly Iperf3Tool Tool = new();

    private static PairPlan Plan(Iperf3Options? options = null) => Outputs.Plan("iperf3") with { Iperf3 = options };

    [Fact]
    public void The_server_serves_one_test_and_the_client_asks_for_a_report()
    {
        Assert.Equal(["iperf3", "-s", "-1", "-B", "10.0.0.2", "-p", "5201"], Tool.Server(Plan(), Outputs.Place));
        Assert.Equal(
            ["iperf3", "-c", "10.0.0.2", "-B", "10.0.0.1", "-p", "5201", "-t", "2", "-i", "1", "-J", "--connect-timeout", "5000"], Tool.Client(Plan(), Outputs.Place));
        Assert.Equal(TimeSpan.FromSeconds(2), Tool.Expected(Plan()));
    }

    [Fact]
    public void Every_option_becomes_its_flag()
    {
        var plan = Plan(new Iperf3Options
        {
            Udp = true,
            Streams = 4,
            Reverse = true,
            BitsPerSecond = 1.5e10,
            OmitSeconds = 0.5,
            LengthBytes = 1400,
            WindowBytes = 1 << 20,
            Congestion = "cubic",
            ZeroCopy = true,
        });

        Assert.Equal("-u -P 4 -R -b 15000000000 -O 1 -l 1400 -w 1048576 -C cubic -Z".Split(' '), Tool.Client(plan, Outputs.Place).SkipWhile(w => w != "-u"));
        Assert.Equal(TimeSpan.FromSeconds(3), Tool.Expected(plan));
        Assert.Contains("0", Tool.Client(Plan(new Iperf3Options { BitsPerSecond = 0 }), Outputs.Place).SkipWhile(w => w != "-b"));
    }

    [Fact]
    public void Tcp_gives_what_was_received_retransmits_and_cpu()
    {
        var reading = Tool.Read(Plan(), Outputs.Of("iperf3-tcp.json"));

        Assert.Null(reading.Problem);
        Assert.Equal(["throughput", "cpu/client", "cpu/server", "retransmits"], reading.Values.Keys);
        Assert.Equal(11833512552.169628, reading.Values["throughput"]);
        Assert.Equal(13, reading.Values["retransmits"]);
        Assert.Equal(0.925339953462197, reading.Values["cpu/client"], 1e-12);
        Assert.Equal(0.35692892460629352, reading.Values["cpu/server"], 1e-12);
        var sample = Assert.Single(reading.Samples);
        Assert.Equal((0, 1.00036895275116, 11844538724.85125, 13), (sample.Start, sample.Seconds, sample.Values["throughput"], sample.Values["retransmits"]));
    }

    [Fact]
    public void Reverse_with_several_streams_and_an_omitted_second_is_summed_up_and_samples_begin_behind_it()
    {
        var options = new Iperf3Options { Reverse = true, Streams = 2, OmitSeconds = 1 };
        var reading = Tool.Read(Plan(options), Outputs.Of("iperf3-tcp-reverse.json"));

        Assert.Null(reading.Problem);
        Assert.True(reading.Values["throughput"] > 1e9 && reading.Values.ContainsKey("retransmits"));
        Assert.Equal([1, 2], reading.Samples.Select(s => Math.Round(s.Start)));
        Assert.All(reading.Samples, s => Assert.Equal(reading.Values["throughput"], s.Values["throughput"], reading.Values["throughput"] * 0.5));
    }

    [Theory]
    [InlineData("iperf3-udp.json", 1e8)]
    [InlineData("iperf3-udp-reverse.json", 1e7)]
    public void Udp_gives_jitter_and_loss(string file, double rate)
    {
        var plan = Plan(new Iperf3Options { Udp = true });
        var reading = Tool.Read(plan, Outputs.Of(file));

        Assert.Null(reading.Problem);
        Assert.Equal(Tool.Metrics(plan).Select(m => m.Name).Order(StringComparer.Ordinal), reading.Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(rate, reading.Values["throughput"], rate * 0.1);
        Assert.InRange(reading.Values["jitter"], 1e-7, 1e-3);
        Assert.Equal(0, reading.Values["loss"]);
        Assert.Equal(rate, reading.Samples[0].Values["throughput"], rate * 0.1);
    }

    [Fact]
    public void Udp_of_old_versions_is_what_was_sent_without_what_was_lost()
    {
        var report = """{"end": {"sum": {"bits_per_second": 1000, "jitter_ms": 2, "lost_percent": 25}}}""";
        var reading = Tool.Read(Plan(new Iperf3Options { Udp = true }), new ToolOutput(0, report, ""));

        Assert.Equal((750, 0.002, 0.25), (reading.Values["throughput"], reading.Values["jitter"], reading.Values["loss"]));
    }

    [Theory]
    [InlineData(PairProblem.Unreachable, "iperf3: unable to connect to server: Connection refused.", 0, "iperf3-refused.json")]
    [InlineData(PairProblem.ToolFailed, "iperf3: the server is busy running a test. try again later.", 0, "iperf3-busy.json")]
    [InlineData(PairProblem.ToolFailed, "iperf3 ended with status 139.", 139, "iperf3-tcp.json")]
    public void An_error_is_a_problem_with_its_text(PairProblem problem, string reason, int status, string file)
    {
        var reading = Tool.Read(Plan(), Outputs.Of(file, status));

        Assert.Equal((problem, reason), (reading.Problem!.Value, reading.Reason));
    }

    [Theory]
    [InlineData(PairProblem.Unreachable, "iperf3: unable to connect to server: No route to host.", """{"error": "unable to connect to server: No route to host"}""")]
    [InlineData(PairProblem.Unreachable, "iperf3: unable to connect to server: Connection timed out.", """{"error": "unable to connect to server: Connection timed out"}""")]
    [InlineData(PairProblem.ToolFailed, "iperf3: control socket has closed unexpectedly.", """{"error": "control socket has closed unexpectedly"}""")]
    [InlineData(PairProblem.ToolFailed, "iperf3: nothing was received.", """{"end": {"sum_received": {"bits_per_second": 0}}}""")]
    [InlineData(PairProblem.Unreadable, "iperf3's report has no sum of what was received.", """{"end": {"sum_sent": {"bits_per_second": 5}}}""")]
    [InlineData(PairProblem.Unreadable, "iperf3 ended well and gave no report.", "")]
    public void A_report_without_throughput_is_no_success(PairProblem problem, string reason, string report)
    {
        var reading = Tool.Read(Plan(), new ToolOutput(0, report, ""));

        Assert.Equal((problem, reason), (reading.Problem!.Value, reading.Reason));
    }

    [Fact]
    public void A_wrong_flag_is_told_in_its_own_words()
    {
        var reading = Tool.Read(Plan(), new ToolOutput(1, "", "iperf3: parameter error - unknown algorithm\n\n"));

        Assert.Equal((PairProblem.ToolFailed, "iperf3: parameter error - unknown algorithm."), (reading.Problem!.Value, reading.Reason));
    }
}
