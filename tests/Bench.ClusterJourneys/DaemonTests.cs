namespace Bench.ClusterJourneys;

/// <summary>Slurm's own daemons are gone for a while.</summary>
public sealed class DaemonTests : ClusterJourney
{
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("d1-hello-http (service): ", "1s")]
    [InlineData("p1-load-r1 (client): running", "10s")]
    public async Task A_controller_that_is_killed_and_started_again_does_not_fail_a_run(string printed, string duration)
    {
        using var run = Place.BuildSh(["RunBenchmark", .. HelloHttp, "--set", $"workloads.load.duration={duration}"]);
        await run.Printed(printed, Patience);
        await using (await Testbed.KillControllerAsync())
        {
            await Task.Delay(Absence);
        }

        await AssertCompletedAsync(run);
    }

    [Fact]
    public async Task A_controller_that_is_down_when_a_job_is_submitted_is_waited_for()
    {
        using var run = Place.Host([.. HelloHttp, "--stop-at", "intent:d1-hello-http"]);
        await Testbed.UntilAsync(() => Task.FromResult(run.IsStopped), () => "the run does not stand still");
        await using (await Testbed.KillControllerAsync())
        {
            run.Continue();
            await Task.Delay(Absence);
        }

        await AssertCompletedAsync(run);
    }

    [Fact]
    public async Task Without_accounting_a_run_is_made_and_reported()
    {
        await using (await Testbed.KillDaemonAsync("login", "slurmdbd"))
        {
            var ended = await Place.RunAsync(["RunBenchmark", .. HelloHttp]);
            Assert.True(ended.Status == 0, ended.ToString());
            Place.AssertSound();
            Assert.True(File.Exists(Path.Combine(Place.LastRun, "report.html")));
        }

        await Place.AssertCleanAsync("d1-hello-http.1", "p1-load-r1.1");
    }

    private async Task AssertCompletedAsync(Launched run)
    {
        var ended = await run.EndAsync(Patience);
        Assert.True(ended.Status == 0, ended.ToString());
        Place.AssertSound();
        await Place.AssertCleanAsync("d1-hello-http.1", "p1-load-r1.1");
    }
}
