using System.Runtime.InteropServices;

namespace Bench.ClusterJourneys;

/// <summary>A run that has to wait for its turn.</summary>
public sealed class QueueTests : ClusterJourney
{
    [Fact]
    public async Task What_a_job_waits_for_is_shown_and_Ctrl_C_takes_it_out_of_the_queue()
    {
        var first = await Place.SubmitAsync("-N4", "--exclusive", "--wrap", "sleep 600");
        await Testbed.UntilAsync(async () => (await Place.JobsLeftAsync()).Any(j => j.State == "RUNNING"), () => "the cluster is not full");
        using var run = Place.BuildSh(["RunBenchmark", .. HelloHttp]);
        await run.Printed("It waits for nodes to become free (Resources)", Patience);
        run.Signal(PosixSignal.SIGINT);
        var ended = await run.EndAsync(Patience);

        Assert.True(ended.Status == 130, ended.ToString());
        Assert.Equal([first], (await Place.JobsLeftAsync()).Select(j => j.Id));
        await Testbed.ExecAsUserAsync("login", "scancel", first);
        Assert.Empty(Place.ProcessesLeft());
    }
}
