namespace Bench.ClusterJourneys;

/// <summary>The recipes for Slurm: a service in a container, three clients that start together.</summary>
public sealed class RecipeTests : ClusterJourney
{
    [Fact]
    public async Task Redis_is_measured_by_three_jobs_beside_its_own()
    {
        var ended = await Place.RunAsync(
            "RunBenchmark", "--recipe", Place.Recipe("redis-slurm.yaml"), "--set", "repeat=1", "--set", "workloads.kv.requests=60000", "--set", "workloads.kv.tests=[get]");

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(["d1-redis-slurm.1", "p1-kv-r1-c1.1", "p1-kv-r1-c2.1", "p1-kv-r1-c3.1"], Place.JobsThatRan());
        CheckMeasured("kv", "d1-redis-slurm", "image /shared/images/redis.sif");
    }

    [Fact]
    public async Task Nginx_is_measured_by_three_steps_of_its_own_allocation()
    {
        var ended = await Place.RunAsync(
            "RunBenchmark", "--recipe", Place.Recipe("nginx-slurm.yaml"), "--set", "placement=shared", "--set", "workloads.load.duration=14s", "--set", "workloads.load.rate=300/s",
            "--set", "validity.max-send-lag=10m", "--set", "validity.max-steal=100%", "--set", "validity.percentile=50", "--set", "validity.min-rate=1%");

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(["d1-allocation.1", "d1-nginx-slurm.1", "p1-load-r1-c1.1", "p1-load-r1-c2.1", "p1-load-r1-c3.1"], Place.JobsThatRan());
        Assert.Single(await Testbed.SacctAsync("JobName"), r => r[0].StartsWith(Place.RunId + ".", StringComparison.Ordinal));
        Assert.Equal(4200, Place.Metric("load/requests"));
        CheckMeasured("load", "d1-nginx-slurm", "image /shared/images/nginx.sif");
    }

    private void CheckMeasured(string workload, string service, string image)
    {
        Place.AssertSound();
        Assert.InRange(Place.Metric($"{workload}/start-skew"), 0, 5);
        var environment = Place.Summary().GetProperty("environment");
        Assert.Matches("sha256:[0-9a-f]{64}$", environment.GetProperty(image).GetString()!);
        Assert.Contains(environment.EnumerateObject(), fact => fact.Name == "node node1");
        Assert.Contains("sbatch", environment.GetProperty("scheduler calls").GetString()!, StringComparison.Ordinal);

        var resources = File.ReadAllLines(Path.Combine(Place.LastRun, "metrics", "resources.csv"));
        Assert.Contains(resources, row => row.Contains($",{service},node1,cpu/cores,", StringComparison.Ordinal));
        Assert.Contains(resources, row => row.Contains($",{service},node1,slurm/rss,", StringComparison.Ordinal));
        Assert.Contains(resources, row => row.Contains($",p1-{workload}-r1-c3,node", StringComparison.Ordinal));
        var totals = File.ReadAllText(Path.Combine(Place.LastRun, "metrics", "accounting.csv"));
        Assert.Contains($",{service},node1,slurm/elapsed,", totals, StringComparison.Ordinal);
        Assert.Contains("start-skew", File.ReadAllText(Path.Combine(Place.LastRun, "report.md")), StringComparison.Ordinal);
        Assert.Empty(Place.ProcessesLeft());
    }
}
