using System.Runtime.InteropServices;

namespace Bench.ClusterJourneys;

/// <summary>The steps by themselves, with nobody attached in between, and what a signal leaves.</summary>
public sealed class StepTests : ClusterJourney
{
    [Fact]
    public async Task Steps_one_by_one_make_a_run_and_its_report_needs_no_line()
    {
        var ssh = new SshFiles(Place.Folder);
        Place.WriteCluster(sshConfig: ssh.Config);
        await StepAsync("SubmitService", "SubmitService done", ["--recipe", Place.Recipe("hello-http.yaml"), "--cluster", "testbed", .. Workplace.Quick]);
        await StepAsync("AwaitHealthy", "hello-http at http://node");
        await StepAsync("RunWorkloadPattern", "1 measurement");
        await StepAsync("CollectMetrics", "1 result");
        await StepAsync("Teardown", "1 job stopped, nothing is left");
        Assert.DoesNotContain(await Place.JobsLeftAsync(), job => job.State != "COMPLETING");
        File.WriteAllText(ssh.Config, "Host *\n    ProxyCommand none of this is there\n");
        await StepAsync("Teardown", "Teardown up to date: nothing is left");
        await StepAsync("Report", "report.html");
        await StepAsync("Report", $"{Place.Verdict()}  ", "--force", "yes");
        await StepAsync("Status", $"ended, {Place.Verdict()}");
        await StepAsync("Logs", "listening on");

        Place.AssertSound();
        Assert.Equal(["d1-hello-http.1", "p1-load-r1.1"], Place.JobsThatRan());
    }

    [Fact]
    public async Task Ctrl_C_while_the_service_starts_takes_it_down()
    {
        var recipe = Place.WriteRecipe("""
            name: slow
            service: {kind: command, command: [sleep, "600"], port: auto, health: {timeout: 10m, cap: 12m}}
            workloads:
              load: {kind: command, command: ["true"], timeout: 1m, metrics: {x: {regex: "(1)"}}}
            """);
        using var run = Place.Host("--recipe", recipe, "--cluster", "testbed");
        await run.Printed("d1-slow (service): running", TimeSpan.FromMinutes(1));
        run.Signal(PosixSignal.SIGINT);
        var ended = await run.EndAsync(TimeSpan.FromMinutes(1));

        Assert.True(ended.Status == 130, ended.ToString());
        Assert.DoesNotContain(await Place.JobsLeftAsync(), job => job.State != "COMPLETING");
    }

    [Fact]
    public async Task Ctrl_C_under_load_gives_a_report_of_what_was_measured()
    {
        using var run = Place.Host(["--recipe", Place.Recipe("hello-http.yaml"), "--cluster", "testbed", .. Workplace.Quick, "--set", "workloads.load.duration=3m"]);
        await run.Printed(" done, 0 errors", TimeSpan.FromMinutes(1));
        run.Signal(PosixSignal.SIGINT);
        var ended = await run.EndAsync(TimeSpan.FromMinutes(1));

        Assert.True(ended.Status == 130, ended.ToString());
        Assert.Equal("INVALID", Place.Verdict());
        Assert.True(Place.Metric("load/requests") > 100);
        Assert.Contains("report.html", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(await Place.JobsLeftAsync(), job => job.State != "COMPLETING");
    }

    private async Task StepAsync(string target, string expected, params IEnumerable<string> more)
    {
        var words = more.ToList();
        var ended = await Place.HostAsync(["--target", target, .. words.Contains("--recipe") ? words : ["--run", "last", .. words]]);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Contains(expected, ended.Output, StringComparison.Ordinal);
    }
}
