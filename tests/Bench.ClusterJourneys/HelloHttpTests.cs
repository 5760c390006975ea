namespace Bench.ClusterJourneys;

/// <summary>The README's first command, on Slurm over SSH.</summary>
public sealed class HelloHttpTests : ClusterJourney
{
    [Fact]
    public async Task A_recipe_runs_on_the_cluster()
    {
        var ended = await Place.RunAsync(["RunBenchmark", "--recipe", Place.Recipe("hello-http.yaml"), "--cluster", "testbed", .. Workplace.Quick]);

        Assert.True(ended.Status == 0, ended.ToString());
        Place.AssertSound();
        Assert.Equal(500, Place.Metric("load/requests"));
        Assert.Equal(["d1-hello-http.1", "p1-load-r1.1"], Place.JobsThatRan());
        Assert.Empty(Place.ProcessesLeft());
        Assert.DoesNotContain(await Place.JobsLeftAsync(), job => job.State != "COMPLETING");
    }

    [Fact]
    public async Task An_https_service_is_probed_and_driven_on_its_nodes()
    {
        var ended = await Place.RunAsync(
        [
            "RunBenchmark", "--recipe", Place.Recipe("hello-http.yaml"), "--cluster", "testbed", .. Workplace.Quick,
            "--set", "service.scheme=https", "--set", "workloads.load.insecure=true",
        ]);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal((500, 0), (Place.Metric("load/requests"), Place.Metric("load/errors")));
        Assert.Empty(Place.ProcessesLeft());
    }
}
