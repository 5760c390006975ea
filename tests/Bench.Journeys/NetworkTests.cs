namespace Bench.Journeys;

/// <summary>Measurements between nodes, which are addresses of this machine's loopback here.</summary>
public sealed class NetworkTests
{
    // What is tested is the life of such a run, not how evenly a busy machine starts its clients.
    private static readonly string[] Lenient = ["--set", "validity.max-start-skew=100%"];

    [Fact]
    public async Task RunWorkload_needs_no_recipe_and_its_run_is_one_like_any_other()
    {
        using var place = new Workplace();
        var ended = await place.RunAsync(
            ["RunWorkload", "--workload", "ping", "--pattern", "all-to-all", "--nodes", "3", "--set", "workloads.ping.duration=500ms", "--set", "workloads.ping.interval=50ms", .. Lenient]);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Contains("all-to-all over 3 nodes, 3 rounds of 1 pair", ended.Output, StringComparison.Ordinal);
        Assert.Equal(0, place.Metric("ping/pairs/failed"));
        Assert.Equal(["p1-ping-r1.1"], place.JobsThatRan());
        // A header and each node with each other.
        Assert.Equal(1 + 6, File.ReadAllLines(Path.Combine(place.LastRun, "metrics", "pairs.csv")).Length);
        Assert.True(File.Exists(Path.Combine(place.LastRun, "metrics", "matrix-p1-ping-rtt.csv")));
        Assert.Contains(
            "./build.sh RunWorkload --workload ping --pattern all-to-all --nodes 3 --set workloads.ping.duration=500ms",
            File.ReadAllText(Path.Combine(place.LastRun, "report.md")), StringComparison.Ordinal);
        Assert.Empty(place.ProcessesLeft());

        foreach (var step in (string[])["ParseRecipe", "CollectMetrics", "Report"])
        {
            var again = await place.RunAsync(step, "--run", "last", "--force");
            Assert.True(again.Status == 0, $"{step}: {again}");
        }
    }

    [Fact]
    public async Task A_tool_of_the_users_own_is_a_recipe_with_a_server_and_a_pattern()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: first-byte
            workloads:
              web:
                kind: command
                pattern: ring
                server: [bash, -c, 'exec "$0" --host "$1" --port "$2"', "TOOL", "{{pair.server-address}}", "{{pair.port}}"]
                command: [bash, -c, 'for i in {1..100}; do exec 3<>"/dev/tcp/$0/$1" && break; sleep 0.05; done 2>/dev/null; echo "port: $1"', "{{pair.server-address}}", "{{pair.port}}"]
                duration: 1s
                metrics:
                  port: {regex: "port: ([0-9]+)"}
                resources: {nodes: 3}
            """.Replace("TOOL", Path.Combine(Checkout.Path, "artifacts", "host", "bench-hello", "bench-hello"), StringComparison.Ordinal));
        await place.RunAsync("Validate", "--recipe", recipe);
        var ended = await place.RunAsync(["RunBenchmark", "--recipe", recipe, .. Lenient]);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(0, place.Metric("web/pairs/failed"));
        Assert.InRange(place.Metric("web/port/median"), 1, 65_535);
        Assert.Empty(place.ProcessesLeft());
    }
}
