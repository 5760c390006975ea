using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Tests.Reports;
using Bench.Workloads.Pairs;

namespace Bench.Tests.Workloads.Pairs;

public class PairCsvTests
{
    private static readonly PairMetric Rate = new("throughput", "bit/s", true, "iperf3.throughput/1", "");

    private static string[] Lines(Action<TextWriter> write)
    {
        using var writer = new StringWriter();
        write(writer);
        return writer.ToString().TrimEnd('\n').Split('\n');
    }

    [Fact]
    public void Pairs_have_a_row_each_and_a_column_for_each_metric()
    {
        var results = new SimulatedPairs(PatternKind.Ring, 3, 1)
        {
            Sigma = 0,
            Typical = 1e9,
            Fails = (c, _, _) => c == 1 ? (PairProblem.Unreachable, "node3 refused, \"port 5201\"\nsaid node2.") : null,
        }.Results();

        var lines = Lines(w => PairCsv.WritePairs(w, [("p1", 2, "net", results)]));

        Assert.Equal("point,repeat,workload,pattern_repeat,round,nic,client,server,started_utc,behind_s,seconds,throughput,retransmits,problem,reason", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.Contains("p1,2,net,1,1,,node1,node2,2026-11-22T15:12:40.000Z,0,10,1000000000,3,,", lines);
        Assert.Contains(lines, l => l.EndsWith(",10,,,Unreachable,\"node3 refused, \"\"port 5201\"\" said node2.\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Workloads_with_other_metrics_leave_columns_empty()
    {
        var rtt = new SimulatedPairs(PatternKind.Ring, 3, 1) { Metrics = [new("rtt", "s", false, "ping.rtt/1", "")], Sigma = 0, Typical = 0.5 }.Results();
        var net = new SimulatedPairs(PatternKind.Ring, 3, 1) { Metrics = [new("seconds", "s", true, "x/1", "")], Sigma = 0, Typical = 1 }.Results();

        var lines = Lines(w => PairCsv.WritePairs(w, [("p1", 1, "rtt", rtt), ("p1", 1, "net", net)]));

        Assert.EndsWith(",behind_s,seconds,rtt,value/seconds,problem,reason", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",10,0.5,,,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",10,,1,,", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_has_names_and_medians_around_it_and_can_be_read_again()
    {
        var grid = new PairGrid(["a", "b,\"c\"", "d"], Rate, "", [double.NaN, 2, 3, 4, double.NaN, 6.5, 7, double.NaN, double.NaN]);

        var lines = Lines(w => PairCsv.WriteMatrix(w, grid));

        Assert.Equal(["client,a,\"b,\"\"c\"\"\",d,median", "a,,2,3,2.5", "\"b,\"\"c\"\"\",4,,6.5,5.25", "d,7,,,7", "median,5.5,2,4.75,4"], lines);
        Assert.Equal([double.NaN, 2, 3, 4, double.NaN, 6.5, 7, double.NaN, double.NaN], PairCsv.ReadMatrix(new StringReader(string.Join('\n', lines)), 3)!);
        Assert.Null(PairCsv.ReadMatrix(new StringReader("nothing of the kind\n1,2\n"), 3));
    }

    [Fact]
    public void A_matrix_of_a_thousand_nodes_is_written_and_read()
    {
        var cells = Enumerable.Range(0, 1_000_000).Select(i => i / 1000 == i % 1000 ? double.NaN : i).ToArray();
        var lines = Lines(w => PairCsv.WriteMatrix(w, new PairGrid([.. Enumerable.Range(1, 1000).Select(i => $"node{i}")], Rate, "", cells)));

        Assert.Equal(1002, lines.Length);
        Assert.Equal(cells, PairCsv.ReadMatrix(new StringReader(string.Join('\n', lines)), 1000)!);
    }

    [Fact]
    public void Cells_are_medians_over_repeats_and_over_runs_that_had_other_nodes()
    {
        var first = new SimulatedPairs(PatternKind.Ring, 3, 1) { Repeat = 2, Sigma = 0, Typical = 10 }.Results();
        var second = new SimulatedPairs(PatternKind.Ring, 3, 1) { Sigma = 0, Typical = 40, Names = ["node2", "node3", "node9"] }.Results();

        var grid = new PairCells([first, second]).Grid(0, 0);

        Assert.Equal(["node1", "node2", "node3", "node9"], grid.Nodes);
        Assert.Equal(10, grid[0, 1]);
        Assert.Equal(10, grid[1, 2]);
        Assert.Equal(40, grid[2, 3]);
        Assert.Null(grid[3, 0]);
    }

    [Fact]
    public void Rounds_have_a_row_each_with_their_skew()
    {
        var results = new SimulatedPairs(PatternKind.AllToAll, 4, 1) { Sigma = 0, Typical = 1e9, Skew = r => r / 8.0 }.Results();

        var lines = Lines(w => PairCsv.WriteRounds(w, [("p1", 1, "net", results)]));

        Assert.Equal("point,repeat,workload,pattern_repeat,round,direction,nic,started_utc,pairs,failed,median,total,unit,skew_s", lines[0]);
        Assert.Equal(7, lines.Length);
        Assert.Equal("p1,1,net,1,1,1,,2026-11-22T15:12:40.000Z,2,0,1000000000,2000000000,bit/s,0.125", lines[1]);
        Assert.StartsWith("p1,1,net,1,1,2,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",0.375", lines[6], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net", "throughput", "", "matrix-p1-net-throughput.csv")]
    [InlineData("net", "rtt/p99", "ib0", "matrix-p1-net-rtt-p99-ib0.csv")]
    [InlineData("../../etc", "a b", "eth0:1", "matrix-p1-..-..-etc-a_20b-eth0_3a1.csv")]
    public void File_names_are_safe(string workload, string metric, string nic, string expected)
    {
        var name = PairFileNames.Matrix("p1", workload, metric, nic);

        Assert.Equal(expected, name);
        Assert.Equal(name, Path.GetFileName(name));
        Assert.True(PairFileNames.Has(name));
        Assert.False(PairFileNames.Has("load.csv"));
    }
}
