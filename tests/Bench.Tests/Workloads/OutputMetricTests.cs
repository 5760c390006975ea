using Bench.Diagnostics;
using Bench.Plans;
using Bench.Recipes;
using Bench.Tests.Scripts;
using Bench.Workloads;
using Bench.Workloads.Command;

namespace Bench.Tests.Workloads;

public sealed class OutputMetricTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private WorkloadResult Process(OutputMetricSpec metric, string? output = null)
    {
        if (output is not null)
        {
            _folder.Write("stdout.log", output);
        }

        var spec = new CommandWorkloadSpec { Command = new CommandSpec([Text.Of("tool")]), Metrics = new Dictionary<string, OutputMetricSpec> { ["n"] = metric } };
        return new CommandWorkload().Process(new PlannedWorkload { Name = "tool", Spec = spec }, new ResultFiles(_folder.Path, "p1-tool-r1", "node", default));
    }

    private double Value(OutputMetricSpec metric, string output)
    {
        var result = Process(metric, output);
        Assert.Empty(result.Problems);
        return Assert.Single(result.Values).Value;
    }

    private Diagnostic Problem(OutputMetricSpec metric, string? output)
    {
        var result = Process(metric, output);
        Assert.Empty(result.Values);
        var problem = Assert.Single(result.Problems);
        Assert.Equal("BENCH5004", problem.Code);
        Assert.Contains("'tool/n'", problem.What, StringComparison.Ordinal);
        return problem;
    }

    [Theory]
    [InlineData("tps", """{"tps": 5}""", 5)]
    [InlineData("$.end.sum.bps", """{"end": {"sum": {"bps": 1.5e9}}}""", 1.5e9)]
    [InlineData("runs[1].tps", """{"runs": [{"tps": 1}, {"tps": 2}, {"tps": 3}]}""", 2)]
    [InlineData("runs[*].tps", """{"runs": [{"tps": 1}, {"tps": 2}, {"tps": 3}]}""", 3)]
    [InlineData("[0][1]", "[[1, 2], [3, 4]]", 2)]
    [InlineData("a", """{"a": "12.5"}""", 12.5)]
    [InlineData("ok", """{"ok": true}""", 1)]
    [InlineData("tps", "{\"tps\": 1}\n{\"tps\": 2}\n{\"other\": 3}\n", 2)]
    [InlineData("tps", "starting {not json}\npgbench [16] says:\n{\"tps\": 7}\nbye\n", 7)]
    [InlineData("tps", "[INFO] result: {\"tps\": 7}\n", 7)]
    [InlineData("tps", "2026-11-22 [main] {x} {\"tps\": 7} ms\n", 7)]
    [InlineData("tps", "[\n{\"tps\": 1},\n{\"tps\": 2},\n", 2)]
    public void A_json_path_finds_its_number(string path, string output, double expected) => Assert.Equal(expected, Value(new() { Json = path }, output));

    [Theory]
    [InlineData("""{"tps": 5}""", "no number at 'end.tps'")]
    [InlineData("""{"end": {"tps": "fast"}}""", "no number")]
    [InlineData("""{"end": {"tps": null}}""", "no number")]
    [InlineData("""{"end": {"tps": "NaN"}}""", "no number")]
    [InlineData("""{"end": {"tps": 1e999}}""", "no number")]
    [InlineData("tps = 5", "no JSON")]
    [InlineData("", "no JSON")]
    public void A_number_that_is_not_in_the_json_is_a_problem_with_its_place(string output, string words)
    {
        var problem = Problem(new() { Json = "end.tps" }, output);

        Assert.Contains(words, problem.What, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(_folder.Path, "stdout.log"), problem.Place!.ToString());
    }

    [Theory]
    [InlineData("runs[3].tps")]
    [InlineData("runs[-1].tps")]
    [InlineData("runs.tps")]
    [InlineData("runs[*].tps.deeper")]
    public void A_json_path_that_leads_nowhere_is_a_problem(string path) => Problem(new() { Json = path }, """{"runs": [{"tps": 1}]}""");

    [Fact]
    public void Long_output_that_only_looks_like_json_is_read_once() =>
        Problem(new() { Json = "a" }, string.Concat(Enumerable.Repeat("[{[{[{ no json\n", 100_000)));

    [Theory]
    [InlineData("time,tps\n1,10\n2,30\n", 30)]
    [InlineData("tps\r\n1.5\r\n", 1.5)]
    [InlineData("\"x, y\", tps\n\"a, \"\"b\"\"\", 4\n", 4)]
    [InlineData("tps,x\n5,1\nend\n", 5)]
    [InlineData("tps\n5\nNaN\n", 5)]
    public void A_csv_column_finds_its_numbers(string output, double expected) => Assert.Equal(expected, Value(new() { Csv = "tps" }, output));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("time,rate\n1,2\n", "'time', 'rate'")]
    [InlineData("time,tps\n1,fast\n", "no number")]
    [InlineData("time,tps\n1,inf\n", "no number")]
    public void A_csv_column_without_numbers_is_a_problem_that_says_what_is_there(string output, string words) =>
        Assert.Contains(words, Problem(new() { Csv = "tps" }, output).What, StringComparison.Ordinal);

    [Theory]
    [InlineData(@"tps = ([\d.]+)", "latency = 1\ntps = 12.5 (without)\n", 12.5)]
    [InlineData(@"^\d+$", "a 1\n42\n", 42)]
    [InlineData(@"n=(\S+)", "n=1 n=x n=3 n=nan", 3)]
    public void The_first_group_of_a_regex_is_the_number(string pattern, string output, double expected) =>
        Assert.Equal(expected, Value(new() { Regex = pattern }, output));

    [Fact]
    public void A_regex_that_matches_nothing_is_a_problem() => Assert.Contains("matches no number", Problem(new() { Regex = "n=(\\d+)" }, "m=1").What, StringComparison.Ordinal);

    [Fact]
    public void A_catastrophic_regex_is_bounded() =>
        Assert.Contains("took longer than 2 s", Problem(new() { Regex = "(x+x+)+y" }, new string('x', 5000)).What, StringComparison.Ordinal);

    [Theory]
    [InlineData(Reduction.First, 4)]
    [InlineData(Reduction.Last, 1)]
    [InlineData(Reduction.Mean, 2.5)]
    [InlineData(Reduction.Median, 2.5)]
    [InlineData(Reduction.Min, 1)]
    [InlineData(Reduction.Max, 4)]
    [InlineData(Reduction.Sum, 10)]
    public void Several_numbers_become_one_as_the_metric_says(Reduction reduce, double expected) =>
        Assert.Equal(expected, Value(new() { Regex = @"(\d)", Reduce = reduce }, "4 2 3 1"));

    [Fact]
    public void Scale_unit_and_direction_are_those_of_the_metric()
    {
        var value = Process(new() { Regex = @"(\d+) ms", Scale = 0.001, Unit = "s", Better = Direction.Lower }, "took 250 ms").Values.Single();

        Assert.Equal(0.25, value.Value, 12);
        Assert.Equal(("n", "s", Direction.Lower), (value.Metric.Name, value.Metric.Unit, value.Metric.Better));
    }

    [Fact]
    public void Scaling_past_all_numbers_is_a_problem() => Problem(new() { Regex = @"(\S+)", Scale = 1e300 }, "1e300");

    [Fact]
    public void A_named_file_is_read_instead_of_the_output()
    {
        _folder.Write("out.csv", "tps\n9\n");

        Assert.Equal(9, Value(new() { Csv = "tps", File = "out.csv" }, "tps\n1\n"));
    }

    [Fact]
    public void A_missing_file_is_a_problem_with_its_place()
    {
        var problem = Problem(new() { Csv = "tps", File = "out.csv" }, null);

        Assert.Contains("no such file", problem.What, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(_folder.Path, "out.csv"), problem.Place!.ToString());
    }

    [Theory]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("../../secret", "secret")]
    public void A_files_name_does_not_lead_out_of_the_folder(string file, string name) =>
        Assert.Equal(Path.Combine(_folder.Path, name), Problem(new() { Regex = "(0)", File = file }, null).Place!.ToString());

    private WorkloadResult ProcessClients(OutputMetricSpec metric, params string?[] outputs)
    {
        for (var k = 1; k <= outputs.Length; k++)
        {
            if (outputs[k - 1] is { } output)
            {
                Directory.CreateDirectory(Path.Combine(_folder.Path, $"c{k}"));
                _folder.Write($"c{k}/stdout.log", output);
            }
        }

        var spec = new CommandWorkloadSpec
        {
            Command = new CommandSpec([Text.Of("tool")]),
            Metrics = new Dictionary<string, OutputMetricSpec> { ["n"] = metric },
            Instances = outputs.Length,
        };
        return new CommandWorkload().Process(new PlannedWorkload { Name = "tool", Spec = spec }, new ResultFiles(_folder.Path, "p1-tool-r1", "node", default));
    }

    [Theory]
    [InlineData(AcrossKind.Sum, 60)]
    [InlineData(AcrossKind.Mean, 20)]
    [InlineData(AcrossKind.Max, 30)]
    [InlineData(AcrossKind.Min, 10)]
    public void The_values_of_several_clients_become_one(AcrossKind across, double expected)
    {
        var result = ProcessClients(new() { Regex = @"n=(\d+)", Across = across, Scale = 10 }, "n=9 n=1", "n=2", "n=3");

        Assert.Empty(result.Problems);
        Assert.Equal(expected, Assert.Single(result.Values).Value);
    }

    [Fact]
    public void Several_clients_are_averaged_unless_said_otherwise() =>
        Assert.Equal(2, Assert.Single(ProcessClients(new() { Regex = @"n=(\d+)" }, "n=1", "n=3").Values).Value);

    [Fact]
    public void A_value_that_one_client_did_not_give_is_a_problem_and_no_value()
    {
        var result = ProcessClients(new() { Regex = @"n=(\d+)" }, "n=1", null, "n=3");

        Assert.Equal(Path.Combine(_folder.Path, "c2", "stdout.log"), Assert.Single(result.Problems).Place!.ToString());
        Assert.Empty(result.Values);
    }

    [Fact]
    public void One_metric_that_is_missing_does_not_hide_the_others()
    {
        _folder.Write("stdout.log", "a=1");
        var spec = new CommandWorkloadSpec
        {
            Command = new CommandSpec([Text.Of("tool")]),
            Metrics = new Dictionary<string, OutputMetricSpec> { ["a"] = new() { Regex = @"a=(\d)" }, ["b"] = new() { Regex = @"b=(\d)" } },
        };
        var result = new CommandWorkload().Process(new PlannedWorkload { Name = "tool", Spec = spec }, new ResultFiles(_folder.Path, "s", "node", default));

        Assert.Equal("a", Assert.Single(result.Values).Metric.Name);
        Assert.Single(result.Problems);
    }
}
