using System.Text.Json;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Measurement.Tests.Pairs;

public sealed class PairPlanTests
{
    [Fact]
    public void A_plan_comes_back_from_its_file_as_it_was()
    {
        var plan = new PairPlan
        {
            Tool = "iperf3",
            Pattern = new PatternShape { Kind = PatternKind.List, Nodes = 3, List = [new(0, 1), new(2, 0)], Contention = Contention.None, Repeat = 2 },
            Nodes = ["a", "b", "c"],
            Nics = ["ib0"],
            DurationSeconds = 5,
            Iperf3 = new Iperf3Options { Streams = 4 },
            Ping = new PingOptions(),
            Qperf = new QperfOptions(),
            Command = new PairCommandOptions { Client = ["x"] },
        };

        Assert.Equal(plan.ToJson(), PairPlan.FromJson(plan.ToJson()).ToJson());
    }

    [Fact]
    public void Numbers_that_are_left_out_are_refused_and_lists_are_empty()
    {
        var json = new PairPlan { Tool = "ping", Pattern = new PatternShape { Kind = PatternKind.Ring, Nodes = 2 }, DurationSeconds = 1, Qperf = new QperfOptions() }.ToJson();
        var without = PairPlan.FromJson(json.Replace("\"nics\": [],", "").Replace("\"list\": [],", ""));

        Assert.Empty(without.Nics);
        Assert.Empty(without.Pattern.List);
        Assert.Contains("graceSeconds", Assert.Throws<JsonException>(() => PairPlan.FromJson(json.Replace("\"graceSeconds\": 10,", ""))).Message);
        Assert.Contains("contention", Assert.Throws<JsonException>(() => PairPlan.FromJson(json.Replace("\"contention\": \"Round\",", ""))).Message);
        Assert.Throws<JsonException>(() => PairPlan.FromJson(json.Replace("pair-plan/1", "pair-plan/2")));
    }

    [Fact]
    public void A_record_comes_back_from_its_line_and_what_it_leaves_out_is_empty()
    {
        var record = new PairRecord { Repeat = 1, Round = 2, Client = 3, Server = 4, Nic = "ib0", Problem = PairProblem.NodeSilent, Reason = "x" };

        Assert.Equal(record.ToLine(), PairRecord.FromLine(record.ToLine()).ToLine());
        Assert.Empty(PairRecord.FromLine("""{"repeat":1,"round":1,"client":0,"server":1}""").Samples);
        Assert.Empty(PairRecord.FromLine("""{"repeat":1,"round":1,"client":0,"server":1}""").Values);
    }
}
