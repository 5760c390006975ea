using Bench.Measurement.Pairs;

namespace Bench.Measurement.Tests.Pairs;

public sealed class QperfToolTests
{
    private static readonly QperfTool Tool = new();

    private static PairPlan Plan(params string[] tests) => Outputs.Plan("qperf") with { Qperf = new QperfOptions { Tests = tests, MessageBytes = 4096 } };

    [Fact]
    public void Units_are_asked_for_that_need_no_guess()
    {
        Assert.Equal(["qperf", "--listen_port", "5201"], Tool.Server(Plan("tcp_bw"), Outputs.Place));
        Assert.Equal(
            "qperf 10.0.0.2 --listen_port 5201 --time 1.5 --unify_units --use_bits_per_sec --precision 9 --msg_size 4096 tcp_bw tcp_lat".Split(' '),
            Tool.Client(Plan("tcp_bw", "tcp_lat"), Outputs.Place));
        Assert.Equal(TimeSpan.FromSeconds(4), Tool.Expected(Plan("tcp_bw", "tcp_lat")));
    }

    [Fact]
    public void Each_test_gives_its_figure_and_the_first_is_the_primary_one()
    {
        var plan = Plan("tcp_lat", "tcp_bw", "udp_lat");
        var reading = Tool.Read(plan, Outputs.Of("qperf.txt"));

        Assert.Null(reading.Problem);
        Assert.Equal((8613003264, 48325.5e-9), (reading.Values["tcp_bw"], reading.Values["tcp_lat"]));
        Assert.Equal(44861.2e-9, reading.Values["udp_lat"], 1e-12);
        Assert.Equal(
            [("tcp_lat", "s", false, "qperf.tcp_lat/1"), ("tcp_bw", "bit/s", true, "qperf.tcp_bw/1"), ("udp_lat", "s", false, "qperf.udp_lat/1")],
            Tool.Metrics(plan).Select(m => (m.Name, m.Unit, m.HigherIsBetter, m.Definition)));
    }

    [Fact]
    public void Of_two_bandwidths_the_received_one_counts_and_rates_are_rates()
    {
        var output = "udp_bw:\n    send_bw  =  65743093760 bits/sec\n    recv_bw  =  47332196352 bits/sec\nrc_fetch_add_mr:\n    msg_rate  =  1500000 /sec\n";
        var reading = Tool.Read(Plan("udp_bw", "rc_fetch_add_mr"), new ToolOutput(0, output, ""));

        Assert.Equal((47332196352, 1500000), (reading.Values["udp_bw"], reading.Values["rc_fetch_add_mr"]));
    }

    [Theory]
    [InlineData(PairProblem.Unreachable, "qperf: 10.0.0.2: failed to connect.", 1, "tcp_bw:\n", "10.0.0.2: failed to connect\n")]
    [InlineData(PairProblem.ToolFailed, "qperf: failed to find any InfiniBand devices: Function not implemented.", 1, "rc_bw:\n", "failed to find any InfiniBand devices: Function not implemented\n")]
    [InlineData(PairProblem.Unreadable, "qperf ended well, and its output has no figure of tcp_bw.", 0, "tcp_bw:\n    bw  =  8.61 GB/sec\n", "")]
    [InlineData(PairProblem.Unreadable, "qperf ended well, and its output has no figure of tcp_bw.", 0, "tcp_lat:\n    bw  =  8 bits/sec\n", "")]
    [InlineData(PairProblem.ToolFailed, "qperf: tcp_bw came to nothing.", 0, "tcp_bw:\n    bw  =  0 bits/sec\n", "")]
    public void What_is_no_measurement_says_why(PairProblem problem, string reason, int status, string output, string errors)
    {
        var reading = Tool.Read(Plan("tcp_bw"), new ToolOutput(status, output, errors));

        Assert.Equal((problem, reason), (reading.Problem!.Value, reading.Reason));
    }
}
