namespace Bench.Journeys;

/// <summary>What goes wrong is said, has its exit status, and leaves nothing.</summary>
public sealed class FailureTests
{
    private const string Load = "  load: {kind: http, rate: 50, duration: 300ms, connections: 2}";

    [Fact]
    public async Task A_service_that_ends_finishes_the_wait_with_the_tail_of_its_log()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe($$"""
            name: dies
            service:
              kind: command
              command: [bash, -c, "for i in $(seq 30); do echo line $i; done; echo no such model >&2; exit 3"]
              port: auto
            workloads:
            {{Load}}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 4, ended.ToString());
        Assert.Contains("error BENCH4001", ended.Output, StringComparison.Ordinal);
        Assert.Contains("no such model", ended.Output, StringComparison.Ordinal);
        Assert.Contains("line 12", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("line 11\n", ended.Output, StringComparison.Ordinal);
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task A_service_that_never_listens_times_out()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe($$"""
            name: silent
            service: {kind: command, command: [sleep, "600"], port: auto, health: {timeout: 1s} }
            workloads:
            {{Load}}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 4, ended.ToString());
        Assert.Contains("error BENCH4002", ended.Output, StringComparison.Ordinal);
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task A_workload_that_fails_gives_status_5_and_a_report()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: fails
            workloads:
              bad: {kind: command, command: [sh, -c, "echo boom >&2; exit 9"], metrics: {x: {regex: "(\\d+)"}}}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 5, ended.ToString());
        Assert.Contains("error BENCH5001", ended.Output, StringComparison.Ordinal);
        Assert.Contains("status 9", ended.Output, StringComparison.Ordinal);
        Assert.Equal("INVALID", place.Verdict());
        Assert.Contains("boom", (await place.RunAsync("Logs", "--job", "p1-bad-r1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_beyond_the_limit_give_status_6()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: errs
            service: {kind: http}
            workloads:
              load: {kind: http, path: /error?status=503, rate: 50, duration: 500ms, connections: 2}
            validity: {percentile: 50}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 6, ended.ToString());
        Assert.Contains("(errors)", ended.Output, StringComparison.Ordinal);
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task A_gate_that_fails_gives_status_7()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: gated
            workloads:
              number: {kind: command, command: [echo, "tps = 42"], metrics: {tps: {regex: "tps = (\\d+)", unit: 1/s}}}
            gates: [{metric: number/tps, min: 100}]
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 7, ended.ToString());
        Assert.Contains("error BENCH8008", ended.Output, StringComparison.Ordinal);
        Assert.Equal(42, place.Metric("number/tps"));
    }

    [Fact]
    public async Task A_foreign_process_on_the_port_is_never_taken_for_the_service()
    {
        using var place = new Workplace();
        using var foreign = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        foreign.Start();
        var port = ((System.Net.IPEndPoint)foreign.LocalEndpoint).Port;
        var recipe = place.WriteRecipe($$"""
            name: foreign
            service: {kind: command, command: [sleep, "600"], port: {{port}}, health: {timeout: 1s} }
            workloads:
            {{Load}}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 4, ended.ToString());
        Assert.Contains("not the service's", ended.Output, StringComparison.Ordinal);
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task A_daemon_that_a_service_left_is_taken_down_too()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: daemon
            service: {kind: command, command: [bash, -c, "setsid -f sleep 600; exec sleep 600"]}
            workloads:
              one: {kind: command, command: [echo, "1"], metrics: {x: {regex: "(1)"}}}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task A_hostile_value_is_data_everywhere()
    {
        using var place = new Workplace();
        var marker = Path.Combine(place.Folder, "pwned");
        var recipe = place.WriteRecipe($$"""
            name: hostile
            service: {kind: http, env: {X: "$(touch {{marker}}); `touch {{marker}}` '; touch {{marker}} #"} }
            workloads:
              say: {kind: command, command: [echo, "a;touch {{marker}}", "$(touch {{marker}})", "9"], metrics: {x: {regex: "(9)$"} } }
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(9, place.Metric("say/x"));
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public async Task A_secret_reaches_the_job_by_its_environment_and_no_file_of_the_run()
    {
        const string Secret = "s3cr3t-4711";
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: secret
            workloads:
              use: {kind: command, env: {TOKEN: "{{env.MY_TOKEN}}"}, command: [sh, -c, 'echo length ${#TOKEN}'], metrics: {length: {regex: "length (\\d+)"}}}
            """);
        var missing = await place.RunAsync("RunBenchmark", "--recipe", recipe);
        Assert.True(missing.Status == 2, missing.ToString());
        Assert.Contains("error BENCH3101", missing.Output, StringComparison.Ordinal);

        using var run = new Launched(place.Folder, "env", $"MY_TOKEN={Secret}", Checkout.BuildSh, "RunBenchmark", "--recipe", recipe);
        var ended = await run.EndAsync(TimeSpan.FromMinutes(2));

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(Secret.Length, place.Metric("use/length"));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(place.Folder, ".bench"), "*", SearchOption.AllDirectories),
            f => File.ReadAllText(f).Contains(Secret, StringComparison.Ordinal));
    }
}
