using Bench.Measurement.Pairs;

namespace Bench.Measurement.Tests.Pairs;

public sealed class PingToolTests
{
    private static readonly PingTool Tool = new();

    private static PairReading Read(int status, string output, string errors = "") => Tool.Read(Outputs.Plan("ping"), new ToolOutput(status, output, errors));

    [Fact]
    public void As_many_requests_are_sent_as_the_duration_takes_and_there_is_no_server()
    {
        var plan = Outputs.Plan("ping") with { Ping = new PingOptions { IntervalSeconds = 0.4, PayloadBytes = 1000, ReplyTimeoutSeconds = 2 } };

        Assert.Equal("ping -n -D -c 4 -i 0.4 -s 1000 -W 2 -I 10.0.0.1 10.0.0.2".Split(' '), Tool.Client(plan, Outputs.Place));
        Assert.Empty(Tool.Server(plan, Outputs.Place));
        Assert.Equal(3.2, Tool.Expected(plan).TotalSeconds, 1e-6);
    }

    [Fact]
    public void Round_trips_are_read_from_the_single_replies_and_agree_with_pings_own_summary()
    {
        var reading = Read(0, Outputs.Read("ping.txt"));
        var own = Outputs.Read("ping.txt").Split('\n').Single(l => l.StartsWith("rtt ", StringComparison.Ordinal)).Split(' ')[3].Split('/').Select(double.Parse).ToList();

        Assert.Null(reading.Problem);
        Assert.Equal(Tool.Metrics(Outputs.Plan("ping")).Select(m => m.Name), reading.Values.Keys);
        Assert.Equal(own[0] / 1000, reading.Values["rtt/min"], 1e-6);
        Assert.Equal(own[1] / 1000, reading.Values["rtt/avg"], 1e-6);
        Assert.Equal(own[2] / 1000, reading.Values["rtt/max"], 1e-6);
        Assert.Equal(own[3] / 1000, reading.Values["rtt/mdev"], 2e-6);
        Assert.InRange(reading.Values["rtt"], reading.Values["rtt/min"], reading.Values["rtt/p90"]);
        Assert.InRange(reading.Values["rtt/p99"], reading.Values["rtt/p90"], reading.Values["rtt/max"]);
        Assert.Equal([0, 1], reading.Samples.Select(s => s.Start));
    }

    [Fact]
    public void Percentiles_lie_between_two_replies_and_a_reply_that_came_twice_counts_once()
    {
        var lines = Enumerable.Range(1, 11).Select(i => $"64 bytes from 10.0.0.2: icmp_seq={i} ttl=64 time={i}.0 ms");
        var reading = Read(1, string.Join('\n', [.. lines, "64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=99 ms (DUP!)", "22 packets transmitted, 11 received, +1 duplicates, 50% packet loss, time 9ms"]));

        Assert.Null(reading.Problem);
        Assert.Equal((0.006, 0.010, 0.5), (reading.Values["rtt"], reading.Values["rtt/p90"], reading.Values["loss"]));
        Assert.Equal(0.0109, reading.Values["rtt/p99"], 1e-9);
        Assert.Empty(reading.Samples);
    }

    [Theory]
    [InlineData(PairProblem.Unreachable, "ping: no reply came.", 1, "PING\n3 packets transmitted, 0 received, 100% packet loss, time 2ms\n", "")]
    [InlineData(PairProblem.Unreachable, "ping: connect: Network is unreachable.", 2, "", "ping: connect: Network is unreachable")]
    [InlineData(PairProblem.ToolFailed, "ping: socket: Operation not permitted.", 2, "", "ping: socket: Operation not permitted")]
    [InlineData(PairProblem.Unreadable, "ping ended well, and its output has no replies or no summary.", 0, "hello", "")]
    public void What_is_no_measurement_says_why(PairProblem problem, string reason, int status, string output, string errors)
    {
        var reading = Read(status, output, errors);

        Assert.Equal((problem, reason), (reading.Problem!.Value, reading.Reason));
    }

    [Fact]
    public void A_node_that_nobody_has_seen_is_unreachable()
    {
        var reading = Read(1, Outputs.Read("ping-unreachable.txt"));

        Assert.Equal((PairProblem.Unreachable, "ping: Destination Host Unreachable."), (reading.Problem!.Value, reading.Reason));
    }
}
