namespace Bench.Journeys;

/// <summary>The orchestrator dies by SIGKILL; another takes the run up.</summary>
public sealed class CrashTests
{
    // More than the journal of a whole run has: the loop ends where the run completes before the kill.
    private const int MaxEvents = 30;
    private const int SigKilled = 128 + 9;

    [Fact]
    public async Task A_run_killed_at_any_event_of_its_journal_is_completed_and_no_job_runs_twice()
    {
        var kills = 0;
        for (var n = 1; n <= MaxEvents; n++)
        {
            using var place = new Workplace();
            var killed = await place.HostAsync(
                ["--recipe", Checkout.Recipe("hello-http.yaml"), .. Workplace.Quick, "--kill-at", n.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            if (killed.Status == 0)
            {
                Assert.True(kills >= 9, $"only {kills} events");
                return;
            }

            Assert.True(killed.Status == SigKilled, killed.ToString());
            Assert.Equal(n, place.Journal().Length);
            kills++;

            var ended = await place.RunAsync("RunBenchmark", "--run", "last");
            Assert.True(ended.Status == 0, $"killed at event {n}:\n{killed.Output}\nthen {ended}\n{string.Join('\n', place.Journal())}");
            place.AssertSound();
            Assert.Equal(["d1-hello-http.1", "p1-load-r1.1"], place.JobsThatRan());
            Assert.Equal(500, place.Metric("load/requests"));
            Assert.Empty(place.ProcessesLeft());
        }

        Assert.Fail($"The run never completed within {MaxEvents} events.");
    }

    [Fact]
    public async Task Teardown_alone_ends_what_a_killed_run_left()
    {
        using var place = new Workplace();
        // Event 7 is the client running: service and client live.
        await place.HostAsync(["--recipe", Checkout.Recipe("hello-http.yaml"), .. Workplace.Quick, "--set", "workloads.load.duration=10m", "--kill-at", "7"]);
        Assert.NotEmpty(place.ProcessesLeft());
        File.Delete(Path.Combine(place.LastRun, "plan.json"));

        var ended = await place.RunAsync("Teardown", "--run", "last");

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Empty(place.ProcessesLeft());
        Assert.Contains("nothing is left", (await place.RunAsync("Teardown", "--run", "last")).Output, StringComparison.Ordinal);
    }
}
