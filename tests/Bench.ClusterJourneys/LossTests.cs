using System.Text.Json;

namespace Bench.ClusterJourneys;

/// <summary>A service or a client ends before its time, by what happens on the cluster: status 5, and a sentence that says what it was.</summary>
public sealed class LossTests : ClusterJourney
{
    private const int WorkloadFailed = 5;

    // Service and client are on different nodes.
    private string[] Long => [.. HelloHttp, "--set", "workloads.load.duration=5m", "--set", "service.resources.exclusive=true"];

    [Fact]
    public async Task A_node_that_fails_under_the_service_is_named()
    {
        using var run = await UnderLoadAsync(Long);
        var node = JsonDocument.Parse(File.ReadAllText(Path.Combine(Place.LastRun, "endpoints.json"))).RootElement.GetProperty("hello-http").GetProperty("host").GetString()!;
        Finished ended;
        await using (await Testbed.CrashAsync(node))
        {
            await Testbed.UntilAsync(
                async () => (await Testbed.ExecAsync("login", "sinfo", "-h", "-N", "-n", node, "-o", "%T")).Contains("down", StringComparison.Ordinal),
                () => $"{node} is not down to Slurm");
            ended = await run.EndAsync(TimeSpan.FromMinutes(1));
            await Testbed.UntilAsync(async () => (await Place.JobsLeftAsync()).Count == 0, () => "squeue is not empty");
        }

        AssertFailed(ended, $"A node failed under it: {node} (NODE_FAIL)");
    }

    [Theory]
    [InlineData("d1-hello-http", "root", "It was cancelled by an administrator (CANCELLED)")]
    [InlineData("p1-load-r1", "bench", "It was cancelled from your own account (CANCELLED)")]
    public async Task A_job_that_somebody_cancels_fails_the_run(string job, string who, string said)
    {
        using var run = await UnderLoadAsync(Long);
        await Testbed.DoAsync("exec", "-u", who, "login", "scancel", await Place.IdAsync(job));

        AssertFailed(await run.EndAsync(Patience), said);
    }

    [Fact]
    public async Task A_service_whose_time_is_over_fails_the_run()
    {
        using var run = await UnderLoadAsync([.. Long, "--set", "service.resources.time=1m"]);

        AssertFailed(await run.EndAsync(Patience), "its time was over");
    }

    [Theory]
    [InlineData("service", "d1-hello-http")]
    [InlineData("workloads.load", "p1-load-r1")]
    public async Task A_job_that_is_preempted_fails_the_run(string part, string job)
    {
        using var run = await UnderLoadAsync([.. Long, "--set", $"{part}.resources.partition=preempt"]);
        var name = $"{Place.RunId}.{job}.";
        var node = (await Place.JobsLeftAsync()).Single(j => j.Name.StartsWith(name, StringComparison.Ordinal)).Nodes;
        var first = await Place.SubmitAsync("--exclusive", "--nodelist", node, "--wrap", "sleep 600");
        var ended = await run.EndAsync(Patience);
        await Testbed.ExecAsUserAsync("login", "scancel", first);

        AssertFailed(ended, "Slurm took its nodes for a job that goes first (PREEMPTED)");
    }

    private async Task<Launched> UnderLoadAsync(string[] arguments)
    {
        var run = Place.BuildSh(["RunBenchmark", .. arguments]);
        try
        {
            await run.Printed(" done, 0 errors", Patience);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private void AssertFailed(Finished ended, string said)
    {
        Assert.True(ended.Status == WorkloadFailed, ended.ToString());
        Assert.True(ended.Output.Contains(said, StringComparison.Ordinal), ended.ToString());
        Assert.Equal("INVALID", Place.Verdict());
        Assert.Empty(Place.ProcessesLeft());
    }
}
