using System.Globalization;
using System.Text.Json;

namespace Bench.ClusterJourneys;

/// <summary>Tools that measure between the nodes of one job, over patterns: what is measured, and which node is named where one is slow or silent.</summary>
public sealed class NetworkTests : ClusterJourney
{
    private static readonly string[] All = ["node1", "node2", "node3", "node4"];

    // Of 4 nodes: a ring has 4 edges, all-to-all 12, one-to-all 3.
    private static readonly Dictionary<string, int> Pairs = new() { ["ring"] = 4, ["all-to-all"] = 12, ["one-to-all"] = 3 };

    [Theory]
    [InlineData("iperf3", "throughput", "duration: 1s")]
    [InlineData("ping", "rtt", "duration: 1s, interval: 50ms")]
    [InlineData("qperf", "tcp_bw", "duration: 1s, tests: [tcp_bw, tcp_lat, udp_lat]")]
    public async Task Each_tool_measures_a_ring_all_to_all_and_one_to_all(string kind, string metric, string options)
    {
        var ended = await RunAsync([.. Pairs.Keys.Select(p => (p, kind, $"pattern: {p}, {options}"))]);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal("VALID", Place.Verdict());
        foreach (var (pattern, pairs) in Pairs)
        {
            Assert.Equal(pairs, Place.Metric($"{pattern}/pairs/measured"));
            Assert.Equal(0, Place.Metric($"{pattern}/pairs/failed"));
            Assert.Equal(pairs, Matrix(pattern, metric).Count);
        }

        await Place.AssertCleanAsync("p1-all-to-all-r1.1", "p1-one-to-all-r1.1", "p1-ring-r1.1");
    }

    [Fact]
    public async Task Slow_nodes_are_named_and_no_others()
    {
        await using (await Testbed.RateAsync("node2", "100mbit"))
        await using (await Testbed.DelayAsync("node3", 20))
        {
            var ended = await RunAsync(
                ("bandwidth", "iperf3", "pattern: all-to-all, duration: 1s"), ("circle", "iperf3", "pattern: ring, duration: 1s"), ("replies", "ping", "pattern: all-to-all, duration: 1s"));

            Assert.True(ended.Status == 0, ended.ToString());
        }

        Assert.Equal(["node2", "node3"], Accused("bandwidth"));
        Assert.Equal(["node2", "node3"], Accused("circle"));
        Assert.Equal(["node3"], Accused("replies"));
        Assert.Contains("node2", FirstParagraph(), StringComparison.Ordinal);
        Assert.Contains("node3", FirstParagraph(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_freezes_costs_its_own_pairs_and_nothing_else()
    {
        var recipe = Recipe(("edges", "iperf3", "pattern: all-to-all, duration: 2s, grace: 5s, repeat: 3"));
        using var run = Place.BuildSh("RunBenchmark", "--recipe", recipe, "--cluster", "testbed");
        await Testbed.UntilAsync(() => Task.FromResult(Records().Count >= 2), () => "no pair was measured");
        Finished ended;
        await using (await Testbed.PauseAsync("node3"))
        {
            ended = await run.EndAsync(Patience);
        }

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal("DEGRADED", Place.Verdict());
        Assert.Contains("pairs-failed", Place.Reasons());
        var records = Records();
        Assert.Equal(36, records.Count);
        Assert.Equal(18, records.Count(r => !IsOf(r, 2) && !r.TryGetProperty("problem", out _)));
        var failed = records.Where(r => r.TryGetProperty("problem", out _)).ToList();
        Assert.InRange(failed.Count, 1, 18);
        Assert.All(failed, r => Assert.True(IsOf(r, 2), r.ToString()));
        Assert.All(failed, r => Assert.Contains("node3", r.GetProperty("reason").GetString()!, StringComparison.Ordinal));
        Assert.Contains("node3", FirstParagraph(), StringComparison.Ordinal);

        await Testbed.AwaitHealthyAsync();
        await Testbed.UntilAsync(() => Task.FromResult(Place.ProcessesLeft().Count == 0), () => string.Join('\n', Place.ProcessesLeft()));
        await Place.AssertCleanAsync("p1-edges-r1.1");
    }

    [Fact]
    public async Task The_same_recipe_gives_the_same_files_on_this_machine()
    {
        var recipe = Recipe(("circle", "iperf3", "pattern: ring, duration: 1s"), ("replies", "ping", "pattern: one-to-all, duration: 1s"));
        var there = await Place.RunAsync("RunBenchmark", "--recipe", recipe, "--cluster", "testbed");
        var onCluster = Files();
        var here = await Place.RunAsync("RunBenchmark", "--recipe", recipe, "--cluster", "local");

        Assert.True(there.Status == 0, there.ToString());
        Assert.True(here.Status == 0, here.ToString());
        Assert.Equal(onCluster, Files());
    }

    [Fact]
    public async Task A_tool_runs_over_a_pattern_without_a_recipe()
    {
        var ended = await Place.RunAsync("RunWorkload", "--workload", "ping", "--pattern", "ring", "--cluster", "testbed", "--nodes", "node4,node2,node1", "--set", "workloads.ping.duration=1s");

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(3, Place.Metric("ping/pairs/measured"));
        Assert.Equal(["node1", "node2", "node4"], Matrix("ping", "rtt").Keys.Select(p => p.Client).Order(StringComparer.Ordinal));
        Assert.Empty(Place.ProcessesLeft());
    }

    [Fact]
    public async Task A_pattern_runs_in_the_allocation_of_a_service_on_nodes_of_its_own()
    {
        var recipe = Place.WriteRecipe("""
            name: shared
            placement: shared
            validity: {max-start-skew: 50%}
            service: {kind: http, port: auto}
            workloads:
              circle: {kind: ping, pattern: ring, resources: {nodes: 3}, duration: 1s, interval: 50ms}
            """);
        var ended = await Place.RunAsync("RunBenchmark", "--recipe", recipe, "--cluster", "testbed");

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(3, Place.Metric("circle/pairs/measured"));
        Assert.Equal(["node2", "node3", "node4"], Matrix("circle", "rtt").Keys.Select(p => p.Client).Order(StringComparer.Ordinal));
        // To Slurm it is one job.
        Assert.Equal(["d1-allocation.1", "d1-shared.1", "p1-circle-r1.1"], Place.JobsThatRan());
        Assert.Single(await Testbed.SacctAsync("JobName"), r => r[0].StartsWith(Place.RunId + ".", StringComparison.Ordinal));
        Assert.Empty(Place.ProcessesLeft());
    }

    [Fact]
    public async Task The_agents_run_in_the_image_where_there_is_one()
    {
        // Both programs end at once where they are not in a container.
        var ended = await RunAsync(("bandwidth", "command", """
            pattern: ring, image: /shared/images/redis.sif, server: [sh, -c, 'test -e /.singularity.d && exec redis-server --port "$1" --protected-mode no --save ""', sh, "{{pair.port}}"],
            command: [sh, -c, 'test -e /.singularity.d && redis-benchmark -h "$1" -p "$2" -n 1000 -c 1 -t ping_mbulk --csv', sh, "{{pair.server-address}}", "{{pair.port}}"],
            metrics: {rps: {csv: rps, unit: 1/s}}
            """.ReplaceLineEndings(" ")));

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(4, Place.Metric("bandwidth/pairs/measured"));
        Assert.True(Place.Metric("bandwidth/rps/worst") > 10);
        Assert.Empty(Place.ProcessesLeft());
    }

    private async Task<Finished> RunAsync(params (string Name, string Kind, string Keys)[] workloads) =>
        await Place.RunAsync("RunBenchmark", "--recipe", Recipe(workloads), "--cluster", "testbed");

    private string Recipe(params (string Name, string Kind, string Keys)[] workloads) => Place.WriteRecipe(
        $"name: network\nvalidity: {{max-start-skew: 50%}} # all hosts share two cores here\nworkloads:\n{string.Concat(workloads.Select(w => $"  {w.Name}: {{kind: {w.Kind}, resources: {{nodes: 4}}, {w.Keys}}}\n"))}");

    private IReadOnlyList<string> Accused(string workload) =>
        [.. Place.Summary().GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("workload").GetString() == workload)
            .SelectMany(f => f.GetProperty("nodes").EnumerateArray().Select(n => n.GetString()!)).Distinct().Order(StringComparer.Ordinal)];

    private string FirstParagraph() => File.ReadAllText(Path.Combine(Place.LastRun, "report.md")).Split("\n## ")[0];

    private static bool IsOf(JsonElement record, int node) => record.GetProperty("client").GetInt32() == node || record.GetProperty("server").GetInt32() == node;

    // While it runs they are on the cluster alone.
    private List<JsonElement> Records()
    {
        try
        {
            return [.. Directory.EnumerateFiles(Directory.Exists(Place.LastRun) ? Place.RemoteRun : Place.Folder, "pairs.jsonl", SearchOption.AllDirectories)
                .SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement)];
        }
        catch (Exception problem) when (problem is IOException or JsonException)
        {
            return [];
        }
    }

    private Dictionary<(string Client, string Server), double> Matrix(string workload, string metric)
    {
        var rows = File.ReadAllLines(Path.Combine(Place.LastRun, "metrics", $"matrix-p1-{workload}-{metric}.csv")).Select(l => l.Split(',')).ToList();
        return rows.Skip(1).Where(r => All.Contains(r[0]))
            .SelectMany(r => rows[0].Zip(r).Where(c => All.Contains(c.First) && c.Second.Length > 0).Select(c => ((r[0], c.First), double.Parse(c.Second, CultureInfo.InvariantCulture))))
            .ToDictionary(c => c.Item1, c => c.Item2);
    }

    private List<string> Files() =>
        [.. new[] { "metrics", "results" }.SelectMany(d => Directory.EnumerateFiles(Path.Combine(Place.LastRun, d), "*", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Place.LastRun, f)).Where(f => !f.EndsWith("accounting.csv", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
