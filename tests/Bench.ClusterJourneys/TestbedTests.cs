namespace Bench.ClusterJourneys;

/// <summary>What the journeys rely on.</summary>
public sealed class TestbedTests : ClusterJourney
{
    [Fact]
    public async Task A_fault_is_seen_until_it_is_undone()
    {
        await using (await Testbed.CutAsync("node1"))
        {
            Assert.NotEqual(0, (await Testbed.TryAsync("status")).Status);
        }

        await Testbed.AwaitHealthyAsync();
    }

    [Fact]
    public async Task A_job_is_in_the_queue_and_then_in_the_accounting()
    {
        var folder = $"{Place.Workdir}/jobs";
        await Testbed.ExecAsUserAsync("login", "mkdir", "-p", folder);
        var id = (await Testbed.ExecAsUserAsync("login", "sbatch", "--parsable", "--chdir", folder, "--wrap", "sleep 600")).Trim();
        await Testbed.UntilAsync(async () => (await Place.JobsLeftAsync()).Any(j => j.Id == id && j.State == "RUNNING"), () => $"job {id} does not run");

        await Testbed.ExecAsUserAsync("login", "scancel", id);

        await Testbed.UntilAsync(
            async () => (await Testbed.SacctAsync("JobID", "State")).Any(row => row[0] == id && row[1].StartsWith("CANCELLED", StringComparison.Ordinal)),
            () => $"job {id} is not accounted for");
        await Testbed.UntilAsync(async () => (await Place.JobsLeftAsync()).Count == 0, () => $"job {id} is still in the queue");
    }
}
