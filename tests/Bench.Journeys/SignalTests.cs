using System.Runtime.InteropServices;

namespace Bench.Journeys;

/// <summary>Ctrl-C and SIGTERM: what there is is reported, nothing is left.</summary>
public sealed class SignalTests
{
    private static readonly string[] Long = ["--recipe", Checkout.Recipe("hello-http.yaml"), .. Workplace.Quick, "--set", "workloads.load.duration=10m"];

    public static TheoryData<string, string, int> Cases()
    {
        var cases = new TheoryData<string, string, int>();
        foreach (var step in (string[])["ParseRecipe", "RenderScripts", "SubmitService", "AwaitHealthy", "CollectMetrics", "Teardown", "Report"])
        {
            cases.Add(step, "INT", 130);
            cases.Add(step, "TERM", 143);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_signal_in_any_step_takes_everything_down(string step, string signal, int status)
    {
        using var place = new Workplace();
        var ended = await place.HostAsync(
            ["--recipe", Checkout.Recipe("hello-http.yaml"), .. Workplace.Quick, "--signal-at", step, "--signal", signal]);

        Assert.True(ended.Status == status, ended.ToString());
        Assert.Empty(place.ProcessesLeft());
        if (step is "CollectMetrics" or "Teardown" or "Report")
        {
            Assert.Equal(500, place.Metric("load/requests"));
            Assert.True(File.Exists(Path.Combine(place.LastRun, "report.html")));
        }
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    public async Task A_signal_under_load_gives_a_report_of_what_was_measured(PosixSignal signal, int status)
    {
        using var place = new Workplace();
        using var run = place.BuildSh(["RunBenchmark", .. Long]);
        await run.Printed(" done, 0 errors", TimeSpan.FromMinutes(2));
        run.Signal(signal);
        var ended = await run.EndAsync(TimeSpan.FromMinutes(1));

        Assert.True(ended.Status == status, ended.ToString());
        Assert.Equal("INVALID", place.Verdict());
        Assert.Contains(place.Summary().GetProperty("reasons").EnumerateArray(), r => r.GetProperty("code").GetString() == "incomplete");
        Assert.True(place.Metric("load/requests") > 100);
        Assert.Contains("report.html", ended.Output, StringComparison.Ordinal);
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task A_second_signal_ends_at_once_and_still_leaves_nothing()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: stubborn
            service:
              kind: command
              command: [bash, -c, "trap '' TERM; while :; do sleep 1; done"]
              stop-grace: 10m
            workloads:
              wait: {kind: command, command: [sleep, "600"], timeout: 20m, metrics: {x: {regex: "(1)"}}}
            """);
        using var run = place.BuildSh("RunBenchmark", "--recipe", recipe);
        await run.Printed("p1-wait-r1 (client): running", TimeSpan.FromMinutes(2));
        run.Signal(PosixSignal.SIGINT);
        await run.Printed("Teardown …", TimeSpan.FromMinutes(1));
        run.Signal(PosixSignal.SIGINT);
        var ended = await run.EndAsync(TimeSpan.FromMinutes(1));

        Assert.True(ended.Status == 130, ended.ToString());
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task A_run_that_was_interrupted_can_be_completed()
    {
        using var place = new Workplace();
        await place.HostAsync(["--recipe", Checkout.Recipe("hello-http.yaml"), .. Workplace.Quick, "--signal-at", "RunWorkloadPattern", "--signal", "INT"]);
        var ended = await place.RunAsync("RunBenchmark", "--run", "last");

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(500, place.Metric("load/requests"));
        Assert.Empty(place.ProcessesLeft());
    }
}
