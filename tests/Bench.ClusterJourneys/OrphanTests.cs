using System.Text.RegularExpressions;

namespace Bench.ClusterJourneys;

/// <summary>Jobs that nobody drives any more: found, told apart from those that somebody does, and ended. And what Clean leaves.</summary>
public sealed class OrphanTests : ClusterJourney
{
    // attached, intent, submitted: the service is in the queue, and its orchestrator dies.
    private const string AfterSubmission = "3";

    [Fact]
    public async Task A_run_whose_orchestrator_was_killed_is_listed_and_ended()
    {
        var run = await KilledAsync();
        var listed = await OrphansAsync();
        Assert.Matches($@"{run} +{run}\.d1-hello-http\.1 +[0-9]+ +orphan", listed.Output);
        Assert.NotEmpty(await Place.JobsLeftAsync());
        var ended = await OrphansAsync("--run", run, "--cancel", "yes");

        Assert.Contains("1 ended.", ended.Output, StringComparison.Ordinal);
        await GoneAsync();
    }

    [Fact]
    public async Task It_is_found_without_its_folder_too()
    {
        var run = await KilledAsync();
        Directory.Delete(Path.Combine(Place.Folder, ".bench"), recursive: true);
        var ended = await OrphansAsync("--run", run, "--cancel", "yes");

        Assert.Contains("1 ended.", ended.Output, StringComparison.Ordinal);
        await GoneAsync();
    }

    [Fact]
    public async Task A_driven_run_is_none_and_a_detached_one_is_ended_by_its_name_alone()
    {
        using (var driven = Place.Host(["--recipe", Place.Recipe("hello-http.yaml"), "--cluster", "testbed", .. Workplace.Quick, "--set", "workloads.load.duration=5s"]))
        {
            await driven.Printed("d1-hello-http (service): running", TimeSpan.FromMinutes(1));
            Assert.DoesNotContain(Place.RunId, (await OrphansAsync()).Output, StringComparison.Ordinal);
            // Neither for somebody who has another folder.
            var elsewhere = await OrphansAsync("--output-dir", "elsewhere");
            Assert.DoesNotContain(Place.RunId, elsewhere.Output, StringComparison.Ordinal);
            var ended = await driven.EndAsync(TimeSpan.FromMinutes(1));
            Assert.True(ended.Status == 0, ended.ToString());
        }

        Assert.Equal(0, (await Place.HelloAsync("--target", "SubmitService", "--detach", "yes")).Status);
        var run = Place.RunId;
        var listed = await OrphansAsync("--output-dir", "elsewhere");
        Assert.Matches($@"{run}\.d1-hello-http\.1 +[0-9]+ +detached", listed.Output);
        Assert.Contains("detached ones by naming their run too", listed.Output, StringComparison.Ordinal);
        await OrphansAsync("--run", run, "--cancel", "yes");

        await GoneAsync();
    }

    [Fact]
    public async Task Clean_removes_the_runs_folder_on_the_cluster_and_keeps_the_tools()
    {
        Assert.Equal(0, (await Place.HelloAsync()).Status);
        var (run, remote) = (Place.RunId, Place.RemoteRun);
        Assert.True(Directory.Exists(remote));
        var ended = await Place.HostAsync("--target", "Clean", "--run", run);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.False(Directory.Exists(remote));
        Assert.Equal(["tools"], Directory.EnumerateDirectories(Testbed.Outside(Place.Workdir)).Select(d => Path.GetFileName(d)));
    }

    [Fact]
    public async Task Clean_of_a_run_whose_cluster_is_out_of_reach_tells_what_stays_there()
    {
        var ssh = new SshFiles(Place.Folder);
        Place.WriteCluster(sshConfig: ssh.Config);
        Assert.Equal(0, (await Place.HelloAsync()).Status);
        var (run, remote) = (Place.RunId, Place.RemoteRun);
        await File.WriteAllTextAsync(ssh.Config, Regex.Replace(await File.ReadAllTextAsync(ssh.Config), "Port 22", "Port 2222"));
        var ended = await Place.HostAsync("--target", "Clean", "--run", run);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Contains($"warning BENCH8006: The folder {Place.Workdir}/{run} on login", ended.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Place.Folder, ".bench", "runs", run)));
        Assert.True(Directory.Exists(remote));
    }

    // The driver dies with the event on disk.
    private async Task<string> KilledAsync()
    {
        Assert.Equal(137, (await Place.HelloAsync("--kill-at", AfterSubmission)).Status);
        await Testbed.UntilAsync(async () => (await Place.JobsLeftAsync()).Count == 1, () => "the service is not in the queue");
        return Place.RunId;
    }

    private Task<Finished> OrphansAsync(params IEnumerable<string> more) => Place.HostAsync(["--target", "Orphans", "--cluster", "testbed", .. more]);

    private async Task GoneAsync() => Assert.DoesNotContain(await Place.JobsLeftAsync(), job => job.State != "COMPLETING");
}
