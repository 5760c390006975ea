using Bench.Load.CommandLine;
using Bench.Load.Pairs;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Load.Tests.Pairs;

public sealed class PatternProgramTests : IDisposable
{
    private readonly PatternRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("iperf3", PatternKind.AllToAll, 12, "throughput")]
    [InlineData("iperf3", PatternKind.Ring, 4, "throughput")]
    [InlineData("ping", PatternKind.AllToAll, 12, "rtt")]
    [InlineData("ping", PatternKind.OneToAll, 3, "rtt")]
    [InlineData("qperf", PatternKind.Ring, 4, "tcp_lat")]
    [InlineData("qperf", PatternKind.OneToAll, 3, "tcp_lat")]
    public async Task Every_tool_measures_every_pair_of_every_pattern_between_four_loopback_nodes(string tool, PatternKind kind, int pairs, string metric)
    {
        var plan = PatternRun.Plan(tool, kind, 4) with { Qperf = new QperfOptions { Tests = ["tcp_lat"] } };
        var (status, output, errors) = await _run.RunAsync(plan);

        Assert.Equal((0, ""), (status, errors));
        Assert.Contains($"{pairs} pairs were measured, 0 were not, on 4 of 4 nodes.", output, StringComparison.Ordinal);
        Assert.Equal(
            PatternSchedule.Of(plan.Pattern).SelectMany(b => b.Pairs.Select(p => (b.Repeat, p.Round, p.Pair))).Order(Comparer),
            _run.Records.Select(r => (r.Repeat, r.Round, new NodePair(r.Client, r.Server))).Order(Comparer));
        Assert.All(_run.Records, r => Assert.True(r is { Problem: null, Behind: >= 0, Seconds: > 0 } && r.Started is not null && r.Values[metric] > 0, r.Reason));
        Assert.Equal(["127.0.1.1", "127.0.1.2", "127.0.1.3", "127.0.1.4"], _run.Nodes.Nodes.Select(n => n.Name));
        Assert.Equal(["127.0.1.1", "127.0.1.2", "127.0.1.3", "127.0.1.4"], _run.Nodes.Nodes.Select(n => n.Addresses[""]));
        Assert.Equal((pairs, 0), (_run.Progress.GetProperty("completed").GetInt32(), _run.Progress.GetProperty("errors").GetInt32()));
        Assert.True(_run.Progress.GetProperty("of").GetDouble() > 0 && !_run.Progress.GetProperty("warmup").GetBoolean());
        Assert.Empty(_run.Processes);
        Assert.False(File.Exists(_run.SecretFile));
    }

    [Fact]
    public async Task Both_directions_and_all_rounds_can_run_at_the_same_time()
    {
        var plan = PatternRun.Plan("iperf3", PatternKind.AllToOne, 4);
        var (status, _, _) = await _run.RunAsync(plan with { Pattern = plan.Pattern with { Contention = Contention.All, Bidirectional = true, Hub = 2 } });

        Assert.Equal(0, status);
        Assert.Equal(6, _run.Records.Count);
        Assert.All(_run.Records, r => Assert.True(r.Problem is null && r.Behind < r.Seconds, r.Reason));
    }

    [Fact]
    public async Task A_command_gets_the_pairs_words_and_its_output_is_kept()
    {
        var (status, _, _) = await _run.RunAsync(PatternRun.Commands(PatternKind.Ring, 3, "echo up; exec sleep 100", "echo \"$1 $2 $3\""));

        Assert.Equal(0, status);
        Assert.Equal(
            ["127.0.1.1 127.0.1.2 ", "127.0.1.2 127.0.1.3 ", "127.0.1.3 127.0.1.1 "],
            _run.Records.OrderBy(r => r.Client).Select(r => r.Output!.Trim().TrimEnd("0123456789".ToCharArray())));
        Assert.Empty(_run.Processes);
    }

    [Fact]
    public async Task Names_of_the_plan_name_the_nodes_and_an_interface_that_there_is_not_is_told()
    {
        var (status, _, _) = await _run.RunAsync(PatternRun.Plan("ping", PatternKind.Ring, 2) with { Nodes = ["a", "b"], Nics = ["lo", "none0"], DurationSeconds = 0.2 });

        Assert.Equal(0, status);
        Assert.Equal(["a", "b"], _run.Nodes.Nodes.Select(n => n.Name));
        Assert.Equal(["lo", "lo", "none0", "none0"], _run.Records.Select(r => r.Nic));
        Assert.All(_run.Records.Take(2), r => Assert.Null(r.Problem));
        Assert.All(_run.Records.Skip(2), r => Assert.Equal(PairProblem.NicMissing, r.Problem));
        Assert.Contains("has no address on the interface 'none0'", _run.Records[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_not_there_is_a_problem_of_each_pair_that_names_the_node()
    {
        var plan = PatternRun.Plan("command", PatternKind.Ring, 2) with { Command = new PairCommandOptions { Server = ["no-such-server"], Client = ["true"] } };
        var (status, _, _) = await _run.RunAsync(plan);

        Assert.Equal(0, status);
        Assert.Equal([PairProblem.ToolMissing, PairProblem.ToolMissing], _run.Records.Select(r => r.Problem!.Value));
        Assert.Equal("'no-such-server' is not installed on 127.0.1.2.", _run.Records[0].Reason);
        Assert.All(_run.Records, r => Assert.Null(r.Started));
    }

    [Fact]
    public async Task A_server_that_does_not_come_up_and_one_that_nobody_can_reach_have_their_own_reasons()
    {
        // The second node's server ends at once; the others' are up without listening, so that the client is refused.
        var server = "[ \"$1\" != 127.0.1.2 ] || { echo no licence >&2; exit 3; }; exec sleep 100";
        var (status, _, _) = await _run.RunAsync(PatternRun.Commands(PatternKind.Ring, 3, server, "exec iperf3 -c 127.0.0.1 -p 1 >&2"));

        Assert.Equal(0, status);
        var records = _run.Records.OrderBy(r => r.Client).ToList();
        Assert.All(records.Skip(1), r => Assert.Equal(PairProblem.Unreachable, r.Problem));
        Assert.Contains("127.0.1.2 to 127.0.1.3: the command: iperf3: error - unable to connect to server", records[1].Reason, StringComparison.Ordinal);
        Assert.True(records[0].Problem is PairProblem.ServerFailed or PairProblem.Unreachable);
    }

    [Fact]
    public async Task A_server_that_ends_before_it_listens_is_told_with_its_words()
    {
        var plan = PatternRun.Plan("command", PatternKind.Pairs, 2) with
        {
            Command = new PairCommandOptions { Server = ["sh", "-c", "echo no licence >&2; exit 3", "{{pair.port}}"], Client = ["true"] },
        };
        await _run.RunAsync(plan);

        var record = Assert.Single(_run.Records);
        Assert.Equal((PairProblem.ServerFailed, "The server on 127.0.1.2 ended at once with status 3: no licence"), (record.Problem!.Value, record.Reason));
    }

    [Fact]
    public async Task A_taken_port_is_tried_again_on_another_and_not_for_ever()
    {
        var count = Path.Combine(_run.Folder, "count");
        var plan = PatternRun.Plan("command", PatternKind.Pairs, 2) with
        {
            Command = new PairCommandOptions { Server = ["sh", "-c", "echo \"$0\" >>\"$1\"; echo Address already in use; exit 1", "{{pair.port}}", count], Client = ["true"] },
        };
        await _run.RunAsync(plan);

        Assert.Equal(3, File.ReadAllLines(count).Distinct().Count());
        Assert.Equal(PairProblem.ServerFailed, Assert.Single(_run.Records).Problem);
    }

    [Fact]
    public async Task A_client_that_hangs_is_ended_with_all_that_it_started()
    {
        var plan = PatternRun.Commands(PatternKind.Pairs, 2, "", "trap '' TERM; sleep 1000 & wait; sleep 1000") with { DurationSeconds = 0.1, GraceSeconds = 0.2 };
        var (status, _, _) = await _run.RunAsync(plan);

        var record = Assert.Single(_run.Records);
        Assert.Equal((0, PairProblem.TimedOut), (status, record.Problem!.Value));
        Assert.Equal("The client on 127.0.1.1 did not end within 0.3 s and was ended.", record.Reason);
        Assert.Empty(_run.Processes);
    }

    [Fact]
    public async Task Output_without_end_is_cut()
    {
        await _run.RunAsync(PatternRun.Commands(PatternKind.Pairs, 2, "", "head -c 50000000 /dev/zero | tr '\\0' x; echo y >&2"));

        var record = Assert.Single(_run.Records);
        Assert.True(record is { Problem: null, Output.Length: 65536 });
    }

    [Fact]
    public async Task Fewer_agents_than_nodes_leave_pairs_that_say_who_never_came()
    {
        var plan = PatternRun.Plan("ping", PatternKind.Ring, 3) with { DurationSeconds = 0.2 };
        var (status, output, _) = await _run.RunAsync(plan, "--agents", "2");

        Assert.Equal(0, status);
        Assert.Contains("1 pairs were measured, 2 were not, on 2 of 3 nodes.", output, StringComparison.Ordinal);
        Assert.Equal(["The agent of 127.0.1.3 never came.", "The agent of 127.0.1.3 never came."], _run.Records.Select(r => r.Reason).OfType<string>());
        Assert.Empty(_run.Nodes.Nodes[2].Addresses);
    }

    [Fact]
    public async Task Where_no_agent_comes_it_is_a_fault_of_the_run()
    {
        var (status, _, errors) = await _run.RunAsync(PatternRun.Plan("ping", PatternKind.Ring, 2), "--", "false");

        Assert.Equal(1, status);
        Assert.Contains("No agent came: what started them has ended.", errors, StringComparison.Ordinal);
        Assert.Empty(_run.Records);
    }

    [Fact]
    public async Task Words_that_cannot_be_started_are_told()
    {
        var (status, _, errors) = await _run.RunAsync(PatternRun.Plan("ping", PatternKind.Ring, 2), "--", "no-such-runtime", "exec");

        Assert.Equal(1, status);
        Assert.Contains("'no-such-runtime' is not installed", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_tells_the_plan_and_touches_nothing()
    {
        var (status, output, _) = await _run.RunAsync(PatternRun.Plan("iperf3", PatternKind.AllToAll, 1000) with { DurationSeconds = 10 }, "--dry-run");

        Assert.Equal(0, status);
        Assert.Equal(["1000", "999", "1998", "999000"], output.Split('\n').Take(4).Select(l => l.Split(' ')[^1]));
        Assert.Contains("expected time  20179.8 s", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.Out));
    }

    [Theory]
    [InlineData("--plan is missing", "--out", "x")]
    [InlineData("--out is missing", "--plan", "x")]
    [InlineData("--agents '0' is no whole number", "--plan", "x", "--out", "y", "--agents", "0")]
    public void A_wrong_command_line_says_what_is_wrong(string message, params string[] arguments) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => PatternCommand.Parse(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_plan_that_cannot_be_played_is_refused()
    {
        var plan = PatternRun.Plan("iperf3", PatternKind.OneToAll, 2);

        Assert.Equal(2, (await _run.RunAsync(plan with { Pattern = plan.Pattern with { Hub = 2 } })).Status);
        Assert.Contains("asks for the tool 'iperf4'", (await _run.RunAsync(plan with { Tool = "iperf4" })).Errors, StringComparison.Ordinal);
    }

    private static Comparer<(int Repeat, int Round, NodePair Pair)> Comparer { get; } = Comparer<(int Repeat, int Round, NodePair Pair)>.Create(
        (a, b) => (a.Repeat, a.Round, a.Pair.Client, a.Pair.Server).CompareTo((b.Repeat, b.Round, b.Pair.Client, b.Pair.Server)));
}
