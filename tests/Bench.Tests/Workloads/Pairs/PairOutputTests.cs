using Bench.Diagnostics;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Recipes;
using Bench.Workloads;

namespace Bench.Tests.Workloads.Pairs;

public class PairOutputTests
{
    private static double? Value(WorkloadResult result, string name) => result.Values.FirstOrDefault(v => v.Metric.Name == name)?.Value;

    [Fact]
    public void Values_are_those_of_the_pairs_and_the_sum_is_of_what_ran_at_the_same_time()
    {
        using var folder = new PairFolder().WithNodes();
        folder.With(folder.Records((c, s) => 1e9 * (1 + c)));

        var result = folder.Process();

        Assert.Empty(result.Problems);
        Assert.False(result.Interrupted);
        Assert.Equal(2.5e9, Value(result, "throughput/median"));
        Assert.Equal(1e9, Value(result, "throughput/worst"));
        Assert.Equal(4e9, Value(result, "throughput/best"));
        Assert.Equal(2.5e9, Value(result, "throughput/mean"));
        Assert.InRange(Value(result, "throughput/total")!.Value, 3e9, 7e9);
        Assert.Equal(12, Value(result, "pairs/measured"));
        Assert.Equal(0, Value(result, "pairs/failed"));
        Assert.Equal(0.1, Value(result, "skew/max")!.Value, 1e-9);
        Assert.Equal("iperf3.throughput/1", result.Values.First(v => v.Metric.Name == "throughput/worst").Metric.Definition);
        Assert.Null(Value(result, "retransmits/median"));
        Assert.Equal(12, result.Pairs!.Planned);
    }

    [Fact]
    public void Times_are_worst_where_they_are_longest_and_have_no_sum()
    {
        using var folder = new PairFolder { Plan = new PairPlan { Tool = "ping", Pattern = new PatternShape { Kind = PatternKind.Ring, Nodes = 4 }, DurationSeconds = 10, Ping = new PingOptions() } }.WithNodes();
        folder.With(folder.Records((_, _) => 0).Select((r, i) => r with { Values = new Dictionary<string, double> { ["rtt"] = (i + 1) * 1e-3 }, Samples = [] }));

        var result = folder.Process();

        Assert.Equal(4e-3, Value(result, "rtt/worst"));
        Assert.Equal(1e-3, Value(result, "rtt/best"));
        Assert.Null(Value(result, "rtt/total"));
    }

    [Fact]
    public void Intervals_become_rows_at_their_ends_and_name_both_nodes()
    {
        using var folder = new PairFolder().WithNodes();
        folder.With(folder.Records((_, _) => 1e9));

        var row = Assert.Single(folder.Process().Series, r => r.Node == "node1>node2");

        Assert.Equal(("p1-net-r1", "net/throughput", 7.0, "bit/s"), (row.Source, row.Metric, row.Value, row.Unit));
        Assert.InRange(row.TimeUtc, PairFolder.Started.AddSeconds(5), PairFolder.Started.AddSeconds(5.2));
    }

    [Fact]
    public void Of_more_than_2000_pairs_intervals_are_left_out()
    {
        using var folder = new PairFolder { Plan = new PairPlan { Tool = "iperf3", Pattern = new PatternShape { Kind = PatternKind.AllToAll, Nodes = 46 }, DurationSeconds = 10 } }.WithNodes();
        folder.With(folder.Records((_, _) => 1e9));

        var result = folder.Process();

        Assert.Empty(result.Series);
        Assert.Equal(2070, Value(result, "pairs/measured"));
    }

    [Fact]
    public void Records_that_are_missing_make_it_interrupted()
    {
        using var folder = new PairFolder().WithNodes();
        folder.With(folder.Records((_, _) => 1e9).Take(5));

        var result = folder.Process();

        Assert.True(result.Interrupted);
        Assert.Empty(result.Problems);
        Assert.Equal(5, Value(result, "pairs/measured"));
    }

    [Fact]
    public void Pairs_that_were_stopped_are_missing_not_failed()
    {
        using var folder = new PairFolder().WithNodes();
        folder.With(folder.Records((_, _) => 1e9).Select((r, i) => i < 9 ? r : r with { Problem = PairProblem.Stopped, Reason = "Stopped." }));

        var result = folder.Process();

        Assert.True(result.Interrupted);
        Assert.Equal(0, Value(result, "pairs/failed"));
    }

    [Fact]
    public void A_failed_pair_is_a_measurement_without_values()
    {
        using var folder = new PairFolder().WithNodes();
        folder.With(folder.Records((_, _) => 1e9).Select(r => r.Client == 2 ? r with { Problem = PairProblem.NodeSilent, Reason = "node3 does not answer." } : r));

        var result = folder.Process();

        Assert.False(result.Interrupted);
        Assert.Equal(3, Value(result, "pairs/failed"));
        Assert.Equal(9, Value(result, "pairs/measured"));
        Assert.Equal("node3 does not answer.", result.Pairs!.Rows.First(r => r.IsFailed).Reason);
    }

    [Fact]
    public void A_last_line_that_was_cut_off_is_said_and_left_out()
    {
        using var folder = new PairFolder().WithNodes();
        var records = folder.Records((_, _) => 1e9);
        folder.With(records.Take(11));
        File.AppendAllText(folder.Path(PairRecord.FileName), records[11].ToLine()[..40]);

        var result = folder.Process();

        var problem = Assert.Single(result.Problems);
        Assert.Equal(Severity.Warning, problem.Severity);
        Assert.Contains("cut off", problem.What, StringComparison.Ordinal);
        Assert.True(result.Interrupted);
        Assert.Equal(11, Value(result, "pairs/measured"));
    }

    [Theory]
    [InlineData("rubbish", "is no record")]
    [InlineData("null", "is no record")]
    [InlineData("[]", "is no record")]
    [InlineData("""{"repeat":1,"round":1,"client":0,"server":99}""", "does not have")]
    [InlineData("""{"repeat":1,"round":1,"client":-1,"server":0}""", "does not have")]
    [InlineData("""{"repeat":9,"round":1,"client":0,"server":1}""", "does not have")]
    [InlineData("""{"repeat":1,"round":1,"client":0,"server":3,"nic":"ib7"}""", "does not have")]
    [InlineData("""{"repeat":1,"round":1,"client":0,"server":1,"values":null}""", "is no record")]
    [InlineData("""{"repeat":1,"round":1,"client":0,"server":1,"problem":"Nonsense"}""", "is no record")]
    public void A_line_that_is_no_record_of_the_plan_is_a_problem_and_no_fault(string line, string what)
    {
        using var folder = new PairFolder().WithNodes();
        folder.With(folder.Records((_, _) => 1e9)).With(line);

        var result = folder.Process();

        var problem = Assert.Single(result.Problems);
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        Assert.Equal(Codes.ResultMissing, problem.Code);
        Assert.Equal(12, Value(result, "pairs/measured"));
    }

    [Fact]
    public void A_pair_that_is_told_twice_counts_once_and_many_bad_lines_are_summed_up()
    {
        using var folder = new PairFolder().WithNodes();
        var records = folder.Records((_, _) => 1e9);
        folder.With(records).With(records);

        var result = folder.Process();

        Assert.Equal(12, Value(result, "pairs/measured"));
        Assert.Equal(4, result.Problems.Count);
        Assert.Contains("In all, 12 lines", result.Problems[^1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_and_times_that_cannot_be_are_left_out()
    {
        using var folder = new PairFolder().WithNodes();
        var line = folder.Records((_, _) => 1e9)[0].ToLine();
        folder.With(
            line.Replace("\"throughput\":1000000000}", "\"throughput\":1e999}", StringComparison.Ordinal),
            folder.Records((_, _) => 1e9)[1].ToLine().Replace("\"seconds\":10,\"values\"", "\"seconds\":-1e300,\"values\"", StringComparison.Ordinal),
            (folder.Records((_, _) => 1e9)[2] with { Started = DateTimeOffset.MaxValue, Samples = [null!] }).ToLine());

        var rows = folder.Process().Pairs!.Rows;

        Assert.Equal(PairProblem.Unreadable, rows[0].Problem);
        Assert.Null(rows[1].Seconds);
        Assert.Null(rows[2].Started);
        Assert.True(rows[2].IsMeasured);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rubbish")]
    [InlineData("{}")]
    [InlineData("""{"nodes":[]}""")]
    [InlineData("""{"nodes":[null,null,null,null]}""")]
    [InlineData("""{"nodes":[{"index":0,"name":"a","addresses":{}},{"index":0,"name":"b","addresses":{}},{"index":2,"name":"c","addresses":{}},{"index":3,"name":"d","addresses":{}}]}""")]
    [InlineData("""{"nodes":[{"index":0,"name":"a","addresses":{}},{"index":1,"name":"a","addresses":{}},{"index":2,"name":"c","addresses":{}},{"index":3,"name":"d","addresses":{}}]}""")]
    public void Without_the_nodes_of_the_plan_there_is_a_problem_and_no_result(string? nodes)
    {
        using var folder = new PairFolder();
        if (nodes is not null)
        {
            folder.WithNodes(nodes);
        }

        var result = folder.Process();

        Assert.Single(result.Problems);
        Assert.Null(result.Pairs);
        Assert.Empty(result.Values);
    }

    [Fact]
    public void A_tool_that_is_not_known_here_is_a_problem()
    {
        using var folder = new PairFolder { Plan = new PairPlan { Tool = "smoke-signals", Pattern = new PatternShape { Kind = PatternKind.Ring, Nodes = 3 }, DurationSeconds = 1 } };

        Assert.Contains("smoke-signals", Assert.Single(folder.Process().Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_metrics_of_a_command_are_read_from_what_it_printed()
    {
        using var folder = new PairFolder
        {
            Plan = new PairPlan { Tool = "command", Pattern = new PatternShape { Kind = PatternKind.Ring, Nodes = 3 }, DurationSeconds = 1, Command = new PairCommandOptions { Client = ["x"] } },
            Metrics = new Dictionary<string, OutputMetricSpec> { ["speed"] = new() { Regex = "speed ([0-9.]+)", Unit = "B/s", Scale = 1000 } },
        }.WithNodes();
        folder.With(folder.Records((_, _) => 0).Select((r, i) => r with { Values = new Dictionary<string, double>(), Output = i == 2 ? "nothing\n" : $"speed {i + 1}.5\n" }));

        var result = folder.Process();

        Assert.Equal(2000, Value(result, "speed/median"));
        Assert.Equal(2, Value(result, "pairs/measured"));
        var failed = Assert.Single(result.Pairs!.Rows, r => r.IsFailed);
        Assert.Equal(PairProblem.Unreadable, failed.Problem);
        Assert.Contains("speed is not in what the program printed", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_interface_has_rows_of_its_own()
    {
        using var folder = new PairFolder { Plan = new PairPlan { Tool = "iperf3", Pattern = new PatternShape { Kind = PatternKind.Ring, Nodes = 3 }, DurationSeconds = 1, Nics = ["eth0", "ib0"] } }.WithNodes();
        folder.With(folder.Records((_, _) => 1e9));

        var result = folder.Process();

        Assert.Equal(6, Value(result, "pairs/measured"));
        Assert.Equal(3, result.Pairs!.Rows.Count(r => r.Nic == 1));
        Assert.False(result.Interrupted);
    }
}
