using Bench.Jobs;
using Bench.Lifecycle.Steps;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Plans;
using Bench.Tests.Plans;
using Bench.Workloads;
using Bench.Workloads.Pairs;

namespace Bench.Tests.Workloads;

public class PairWorkloadTests
{
    private static PlannedWorkload Planned(string workload, string more = "") =>
        Assert.Single(Planning.Plan($"name: net\n{more}workloads:\n  net: {workload}\n").Deployments[0].Points[0].Workloads);

    private static PairPlan Plan(string workload)
    {
        var planned = Planned(workload);
        var file = Assert.Single(WorkloadCatalog.For(planned).SetUp(planned));
        Assert.Equal("pattern.json", file.Key);
        return PairPlan.FromJson(file.Value);
    }

    private static PatternCost Cost(PlannedWorkload planned) => ((PairWorkload)WorkloadCatalog.For(planned)).Cost(planned);

    [Fact]
    public void The_driver_reads_the_plan_and_writes_to_the_result()
    {
        var planned = Planned("{kind: ping, pattern: ring, resources: {nodes: 2}}");

        Assert.Equal(
            "{{tools.dir}}/bench-load/bench-load pattern --plan {{job.dir}}/pattern.json --out {{result.dir}}",
            string.Join(' ', WorkloadCatalog.For(planned).Run(planned)));
        Assert.Equal("progress.jsonl", WorkloadCatalog.For(planned).ProgressFile);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var plan = Plan("{kind: ping, pattern: ring, resources: {nodes: 3}}");

        Assert.Equal(("ping", PatternKind.Ring, 3, Contention.Round, 1), (plan.Tool, plan.Pattern.Kind, plan.Pattern.Nodes, plan.Pattern.Contention, plan.Pattern.Repeat));
        Assert.Equal((10, 0, 10, 600), (plan.DurationSeconds, plan.GapSeconds, plan.GraceSeconds, plan.StartTimeoutSeconds));
        Assert.Equal(new PingOptions(), plan.Ping);
        Assert.Empty(plan.Nodes);
    }

    [Fact]
    public void All_keys_of_the_pattern_reach_the_plan()
    {
        var plan = Plan("""
            {kind: iperf3, pattern: list, pairs: [[node1, 2], [1, node4]], contention: all, bidirectional: true, repeat: 3, duration: 2500ms, gap: 1s, grace: 4s,
                  nics: [ib0, ib1], start-timeout: 1m, resources: {hosts: [node1, node3, node4]}}
            """);

        Assert.Equal([new NodePair(0, 2), new NodePair(1, 2)], plan.Pattern.List);
        Assert.Equal((Contention.All, true, 3, 3), (plan.Pattern.Contention, plan.Pattern.Bidirectional, plan.Pattern.Repeat, plan.Pattern.Nodes));
        Assert.Equal((2.5, 1, 4, 60), (plan.DurationSeconds, plan.GapSeconds, plan.GraceSeconds, plan.StartTimeoutSeconds));
        Assert.Equal(["ib0", "ib1"], plan.Nics);
        Assert.Equal(["node1", "node3", "node4"], plan.Nodes);
    }

    [Theory]
    [InlineData("one-to-all, source: 2", 2, Contention.Round)]
    [InlineData("all-to-one, target: node3", 1, Contention.All)]
    [InlineData("all-to-one, contention: none", 0, Contention.None)]
    public void The_hub_is_a_node_and_incast_comes_all_at_once(string pattern, int hub, Contention contention)
    {
        var shape = Plan($"{{kind: ping, pattern: {pattern}, resources: {{hosts: [node1, node3, node4]}}}}").Pattern;

        Assert.Equal((hub, contention), (shape.Hub, shape.Contention));
    }

    [Fact]
    public void Random_matchings_have_their_seed_and_number()
    {
        var shape = Plan("{kind: ping, pattern: random, rounds: 5, seed: 42, resources: {nodes: 7}}").Pattern;

        Assert.Equal((PatternKind.Random, 5, 42L), (shape.Kind, shape.Rounds, shape.Seed));
    }

    [Fact]
    public void Iperf3_is_asked_for_what_the_recipe_says()
    {
        Assert.Equal(
            new Iperf3Options { Udp = true, Streams = 4, Reverse = true, BitsPerSecond = 2.5e9, OmitSeconds = 1, LengthBytes = 1400, WindowBytes = 1 << 20 },
            Plan("{kind: iperf3, pattern: ring, udp: true, streams: 4, reverse: true, bitrate: 2.5G, omit: 1s, length: 1400B, window: 1M, resources: {nodes: 2}}").Iperf3);
        Assert.Equal(
            new Iperf3Options { Congestion = "bbr", ZeroCopy = true },
            Plan("{kind: iperf3, pattern: ring, congestion: bbr, zero-copy: true, resources: {nodes: 2}}").Iperf3);
    }

    [Fact]
    public void Ping_and_qperf_are_asked_for_what_the_recipe_says()
    {
        Assert.Equal(
            new PingOptions { IntervalSeconds = 0.01, PayloadBytes = 1472, ReplyTimeoutSeconds = 2 },
            Plan("{kind: ping, pattern: ring, interval: 10ms, size: 1472B, reply-timeout: 2s, resources: {nodes: 2}}").Ping);
        var qperf = Plan("{kind: qperf, pattern: ring, tests: [udp_lat, rc_bw], message-size: 64K, resources: {nodes: 2}}").Qperf!;
        Assert.Equal(["udp_lat", "rc_bw"], qperf.Tests);
        Assert.Equal(65_536, qperf.MessageBytes);
    }

    [Fact]
    public void A_command_over_a_pattern_keeps_the_names_that_only_a_pair_has()
    {
        var command = Plan("""
            {kind: command, pattern: ring, server: "serve --port {{pair.port}} --name {{name}}", resources: {nodes: 2},
                  command: [client, "{{pair.server-address}}:{{pair.port}}", "$HOME {{pair.nic}}"], metrics: {rate: {regex: "(1)"}}}
            """).Command!;

        Assert.Equal(["serve", "--port", "{{pair.port}}", "--name", "net"], command.Server);
        Assert.Equal(["client", "{{pair.server-address}}:{{pair.port}}", "$HOME {{pair.nic}}"], command.Client);
    }

    [Fact]
    public void Without_a_pattern_a_command_is_what_it_was()
    {
        var planned = Planned("{kind: command, command: [tool], metrics: {rate: {regex: \"(1)\"}}}");

        Assert.Equal("tool", Assert.Single(WorkloadCatalog.For(planned).Run(planned)).ToString());
        Assert.Empty(WorkloadCatalog.For(planned).SetUp(planned));
    }

    [Fact]
    public void The_expected_time_is_that_of_the_simulation_and_the_limit_lets_every_pair_fail()
    {
        var planned = Planned("{kind: ping, pattern: all-to-all, duration: 2s, gap: 1s, grace: 5s, start-timeout: 30s, resources: {nodes: 4}}");
        var kind = WorkloadCatalog.For(planned);
        var cost = Cost(planned);

        Assert.Equal((3, 6L, 12L), (cost.Rounds, cost.Batches, cost.Pairs));
        Assert.Equal(cost.Seconds, kind.Expected(planned)!.Value.TotalSeconds, 3);
        Assert.InRange(cost.Seconds, (6 * 2) + 5, (6 * 5) + 5);
        Assert.Equal(cost.Seconds + 30 + (6 * 5) + 60, kind.TimeLimit(planned).TotalSeconds, 3);
    }

    [Fact]
    public void Each_interface_plays_the_pattern_anew() =>
        Assert.Equal(2 * 12, Cost(Planned("{kind: ping, pattern: all-to-all, nics: [ib0, ib1], resources: {nodes: 4}}")).Pairs);

    [Fact]
    public void A_thousand_nodes_are_no_more_text_than_two()
    {
        string Text(int nodes)
        {
            var planned = Planned($"{{kind: ping, pattern: all-to-all, resources: {{nodes: {nodes}}}}}");
            return WorkloadCatalog.For(planned).SetUp(planned)["pattern.json"];
        }

        Assert.InRange(Text(1000).Length, Text(2).Length, Text(2).Length + 3);
    }

    [Fact]
    public void It_drives_no_service_unless_it_names_one()
    {
        const string Service = "service: {kind: http, port: auto, name: web}\n";

        Assert.Null(Planned("{kind: ping, pattern: ring, resources: {nodes: 2}}", Service).Service);
        Assert.Equal("web", Planned("{kind: ping, pattern: ring, service: web, resources: {nodes: 2}}", Service).Service);
    }

    [Fact]
    public void Its_client_asks_for_the_service_only_where_it_names_it()
    {
        var plan = Planning.Plan("""
            name: net
            service: {kind: http, port: auto, name: web}
            workloads:
              alone: {kind: ping, pattern: ring, resources: {nodes: 2}}
              beside: {kind: ping, pattern: ring, service: web, resources: {nodes: 2}}
            """) with
        { Scheduler = "slurm" };
        var point = plan.Deployments[0].Points[0];
        var (alone, beside) = (ScriptModels.Of(plan, point, point.Workloads[0]), ScriptModels.Of(plan, point, point.Workloads[1]));

        Assert.Empty(alone.Probe);
        Assert.NotEmpty(beside.Probe);
        Assert.True(alone.IsOverPattern);
    }

    [Fact]
    public void In_a_shared_allocation_it_has_the_nodes_behind_the_services()
    {
        var plan = Planning.Plan("""
            name: net
            placement: shared
            service: {kind: http, port: auto, resources: {nodes: 2}}
            workloads:
              net: {kind: ping, pattern: ring, resources: {nodes: 4}}
            """) with
        { Scheduler = "slurm" };
        var allocation = ScriptModels.Of(plan).Single(m => m.Role == "allocation");

        Assert.Equal((6, true), (allocation.Resources.Nodes, allocation.IsOverPattern));
        Assert.Equal(new StepNodes(2, 4), AllocationLayout.Of(plan.Deployments[0], plan.Deployments[0].Points[0].Workloads[0], 1));
    }

    [Fact]
    public void An_allocation_of_workloads_that_name_the_same_nodes_names_them()
    {
        var plan = Planning.Plan("""
            name: net
            placement: shared
            workloads:
              there: {kind: ping, pattern: ring, resources: {hosts: [node1, node3]}}
              back: {kind: iperf3, pattern: ring, resources: {hosts: [node1, node3]}}
            """) with
        { Scheduler = "slurm" };

        Assert.Equal(["node1", "node3"], ScriptModels.Of(plan).Single(m => m.Role == "allocation").Resources.Hosts);
    }
}
