using System.Globalization;

namespace Bench.ClusterJourneys;

/// <summary>The orchestrator dies by SIGKILL while its jobs are on the cluster; another takes the run up, or nobody does.</summary>
public sealed class KillTests : ClusterJourney
{
    // More than the journal of a whole run has: the loop ends where the run completes before the kill.
    private const int MaxEvents = 30;
    private const int SigKilled = 128 + 9;

    [Fact]
    public async Task A_run_killed_at_any_event_of_its_journal_is_completed_and_no_job_is_submitted_twice()
    {
        for (var n = 1; n <= MaxEvents; n++)
        {
            var killed = await Place.HostAsync([.. HelloHttp, "--kill-at", n.ToString(CultureInfo.InvariantCulture)]);
            if (killed.Status == 0)
            {
                Assert.True(n > 9, $"only {n - 1} events");
                return;
            }

            Assert.True(killed.Status == SigKilled, killed.ToString());
            Assert.Equal(n, Place.Journal().Length);

            var ended = await Place.HostAsync("--run", "last");
            Assert.True(ended.Status == 0, $"killed at event {n}:\n{killed.Output}\nthen {ended}\n{string.Join('\n', Place.Journal())}");
            Place.AssertSound();
            Assert.Equal(500, Place.Metric("load/requests"));
            await Place.AssertCleanAsync("d1-hello-http.1", "p1-load-r1.1");
        }

        Assert.Fail($"The run never completed within {MaxEvents} events.");
    }

    [Fact]
    public async Task Jobs_of_a_run_that_nobody_drives_end_by_themselves_and_the_run_can_be_taken_up_again()
    {
        using (var run = Place.Host([.. HelloHttp, "--set", "workloads.load.duration=40s", "--lease", "10"]))
        {
            await run.Printed("job p1-load-r1 (client): running", Patience);
            run.KillAlone();
            await run.EndAsync(Patience);
        }

        Assert.NotEmpty(await Place.JobsLeftAsync());
        await Testbed.UntilAsync(async () => (await Place.JobsLeftAsync()).Count == 0, () => "the jobs outlive their lease");
        Assert.Empty(Place.ProcessesLeft());

        var ended = await Place.RunAsync("RunBenchmark", "--run", "last");

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Contains("service-restarted", Place.Reasons());
        Assert.Contains("its lease was no longer renewed", string.Join('\n', Place.Journal()), StringComparison.Ordinal);
        await Place.AssertCleanAsync("d1-hello-http.1", "d1-hello-http.2", "p1-load-r1.1", "p1-load-r1.2");
    }
}
