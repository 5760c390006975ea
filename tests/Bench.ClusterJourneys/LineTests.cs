namespace Bench.ClusterJourneys;

/// <summary>The line to the login node is gone for a while: the run goes on where it was, and submits nothing twice.</summary>
public sealed class LineTests : ClusterJourney
{
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(20);

    private static readonly string[] Jobs = ["d1-hello-http.1", "p1-load-r1.1"];

    /// <param name="journaled">After which event: the service has still to become healthy; the client has still to be submitted.</param>
    [Theory]
    [InlineData("Running:d1-hello-http")]
    [InlineData("intent:p1-load-r1")]
    public async Task A_line_that_is_cut_while_a_job_is_submitted_or_waited_for_delays_the_run(string journaled)
    {
        await using var patience = await Testbed.PatientControllerAsync();
        using var run = Place.Host([.. HelloHttp, "--stop-at", journaled]);
        await StoppedAsync(run);
        await using (await Testbed.CutAsync("login"))
        {
            run.Continue();
            await Task.Delay(Cut);
        }

        await AssertCompletedAsync(run);
    }

    [Fact]
    public async Task A_line_that_is_cut_while_the_workload_runs_changes_nothing()
    {
        await using var patience = await Testbed.PatientControllerAsync();
        using var run = Place.BuildSh(["RunBenchmark", .. HelloHttp, "--set", "workloads.load.duration=15s"]);
        await run.Printed("p1-load-r1 (client): running", Patience);
        await using (await Testbed.CutAsync("login"))
        {
            await Task.Delay(Cut);
        }

        await AssertCompletedAsync(run);
        Assert.Equal(7500, Place.Metric("load/requests"));
    }

    [Fact]
    public async Task An_ssh_daemon_that_is_killed_with_its_connections_and_started_again_changes_nothing()
    {
        using var run = Place.BuildSh(["RunBenchmark", .. HelloHttp, "--set", "workloads.load.duration=10s"]);
        await run.Printed("p1-load-r1 (client): running", Patience);
        await using (await Testbed.KillDaemonAsync("login", "sshd"))
        {
            await Testbed.EndConnectionsAsync("login");
            await run.Printed("Trying again in", Patience);
        }

        await AssertCompletedAsync(run);
        Assert.Equal(5000, Place.Metric("load/requests"));
    }

    [Fact]
    public async Task A_line_that_breaks_between_sbatch_and_its_answer_gives_no_second_job()
    {
        using var run = Place.Host([.. HelloHttp, "--stop-at", "intent:d1-hello-http"]);
        await StoppedAsync(run);
        await using (await Testbed.KillControllerAsync())
        {
            run.Continue();
            // It waits for its controller.
            await Testbed.UntilAsync(async () => (await Testbed.TryAsync("exec", "login", "pgrep", "-x", "sbatch")).Status == 0, () => "sbatch was not called");
            await Testbed.EndConnectionsAsync("login");
            await run.Printed("Connected to ", Patience);
        }

        await AssertCompletedAsync(run);
    }

    private static Task StoppedAsync(Launched run) => Testbed.UntilAsync(() => Task.FromResult(run.IsStopped), () => "the run does not stand still");

    private async Task AssertCompletedAsync(Launched run)
    {
        var ended = await run.EndAsync(Patience);
        Assert.True(ended.Status == 0, ended.ToString());
        Place.AssertSound();
        await Place.AssertCleanAsync(Jobs);
    }
}
