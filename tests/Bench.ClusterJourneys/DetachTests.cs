using System.Text.Json;

namespace Bench.ClusterJourneys;

/// <summary>A run that is left to itself on purpose, and taken up again, here or from another folder.</summary>
public sealed class DetachTests : ClusterJourney
{
    [Fact]
    public async Task A_detached_run_goes_on_from_a_copy_of_its_folder()
    {
        var detached = await Place.RunAsync(
            ["RunBenchmark", "--recipe", Place.Recipe("hello-http.yaml"), "--cluster", "testbed", .. Workplace.Quick, "--detach"]);
        Assert.True(detached.Status == 0, detached.ToString());
        Assert.Contains($"go on with './build.sh RunBenchmark --run {Place.RunId}'", detached.Output, StringComparison.Ordinal);
        Assert.True(File.GetLastWriteTimeUtc(Path.Combine(Place.RemoteRun, "lease")) > DateTime.UtcNow.AddHours(23));
        await RunsAsync();

        Assert.Contains($"{Place.RunId}: running", (await Place.HostAsync("--target", "Status", "--run", "last")).Output, StringComparison.Ordinal);
        await Testbed.UntilAsync(
            async () => (await Place.HostAsync("--target", "Logs", "--run", "last")).Output.Contains("listening on", StringComparison.Ordinal), () => "no log is shown");
        var other = Path.Combine(Place.Folder, "another machine");
        Copy(new DirectoryInfo(Place.LastRun).ResolveLinkTarget(returnFinalTarget: true)!.FullName, Path.Combine(other, Place.RunId));
        var ended = await Place.HostAsync("--run", Place.RunId, "--output-dir", other);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Contains("SubmitService up to date", ended.Output, StringComparison.Ordinal);
        Assert.Matches($"(?m)^(VALID|DEGRADED)  {Place.RunId}", ended.Output);
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(other, Place.RunId, "summary.json")));
        Workplace.AssertSound(summary.RootElement);
        Assert.Equal(["d1-hello-http.1", "p1-load-r1.1"], Place.JobsThatRan());
        await GoneAsync();
    }

    [Theory]
    [InlineData("RunBenchmark")]
    [InlineData("SubmitService")]
    public async Task Teardown_ends_a_detached_run(string target)
    {
        var detached = await Place.HelloAsync("--target", target, "--detach", "yes");
        Assert.True(detached.Status == 0, detached.ToString());
        Assert.True(File.GetLastWriteTimeUtc(Path.Combine(Place.RemoteRun, "lease")) > DateTime.UtcNow.AddHours(23));
        await RunsAsync();
        var ended = await Place.HostAsync("--target", "Teardown", "--run", Place.RunId);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Contains("1 job stopped, nothing is left", ended.Output, StringComparison.Ordinal);
        await GoneAsync();
    }

    [Fact]
    public async Task A_run_that_fails_while_it_is_detached_is_taken_down()
    {
        var recipe = Place.WriteRecipe("""
            name: second-is-refused
            services:
              first: {kind: command, command: [sleep, "600"]}
              second: {kind: command, command: [sleep, "600"], resources: {partition: nowhere}}
            workloads:
              load: {kind: command, command: ["true"], service: first, metrics: {x: {regex: "(1)"}}}
            """);
        var ended = await Place.HostAsync("--recipe", recipe, "--cluster", "testbed", "--detach", "yes");

        Assert.True(ended.Status == 3, ended.ToString());
        Assert.Contains("BENCH3302", ended.Output, StringComparison.Ordinal);
        await GoneAsync();
    }

    private async Task RunsAsync() => await Testbed.UntilAsync(
        async () => (await Place.JobsLeftAsync()).Any(j => j.State == "RUNNING"), () => "the service does not run");

    private async Task GoneAsync() => Assert.DoesNotContain(await Place.JobsLeftAsync(), job => job.State != "COMPLETING");

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
