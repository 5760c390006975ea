using System.Text.RegularExpressions;

namespace Bench.ClusterJourneys;

/// <summary>What users get wrong with a cluster: an error with its mend, nothing in the queue, and no report of nothing.</summary>
public sealed class RefusalTests : ClusterJourney
{
    private const string Passphrase = "correct horse";

    private SshFiles Ssh => field ??= new SshFiles(Place.Folder);

    [Fact]
    public async Task A_changed_host_key_is_refused()
    {
        Ssh.ChangeHostKeys();
        Place.WriteCluster(sshConfig: Ssh.Config);

        var ended = await RefusedAsync(3, "BENCH3208", $"of {Ssh.KnownHosts} and connect by hand once");
        Assert.Equal(2, Regex.Count(ended.Output, "SHA256:[A-Za-z0-9+/]{43}"));
    }

    [Fact]
    public async Task An_unknown_host_key_is_refused_until_the_line_that_the_message_shows_is_added()
    {
        File.WriteAllText(Ssh.KnownHosts, "");
        Place.WriteCluster(sshConfig: Ssh.Config);
        var ended = await RefusedAsync(3, "BENCH3207", $"add this line to {Ssh.KnownHosts}: ");
        File.AppendAllText(Ssh.KnownHosts, Regex.Match(ended.Output, $"add this line to {Ssh.KnownHosts}: (.*)").Groups[1].Value + "\n");

        await WorksAsync();
    }

    [Fact]
    public async Task A_key_that_the_cluster_does_not_know_is_refused()
    {
        await Ssh.MakeKeyAsync();
        Place.WriteCluster(sshConfig: Ssh.Config);

        await RefusedAsync(3, "BENCH3204", $"with {Ssh.Key}", "authorized_keys");
    }

    [Fact]
    public async Task An_encrypted_key_needs_its_passphrase_and_works_with_it()
    {
        await Ssh.EncryptKeyAsync(Passphrase);
        Place.WriteCluster(sshConfig: Ssh.Config);
        await RefusedAsync(3, "BENCH3206", "there is no passphrase", "BENCH_SSH_PASSPHRASE");
        Place.Environment["BENCH_SSH_PASSPHRASE"] = "wrong";
        await RefusedAsync(3, "BENCH3206", "does not open this key");
        Place.Environment["BENCH_SSH_PASSPHRASE"] = Passphrase;

        await WorksAsync();
        Assert.DoesNotContain(Directory.EnumerateFiles(Place.Folder, "*", SearchOption.AllDirectories), f => File.ReadAllText(f).Contains(Passphrase, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alias_that_is_none_is_refused_and_the_same_run_goes_on_when_it_is_mended()
    {
        Place.WriteCluster(ssh: "lgoin");
        await RefusedAsync(2, "BENCH3202", "Write 'Host lgoin'");
        var run = Place.RunId;
        Place.WriteCluster();

        await WorksAsync();
        Assert.Equal(run, Place.RunId);
    }

    [Fact]
    public async Task A_workdir_on_a_full_disk_is_refused()
    {
        var disk = $"/tmp/full-{Path.GetFileName(Place.Folder)}";
        await Testbed.ExecAsync("login", "mkdir", disk);
        await using (await Fault.MakeAsync(
            ["exec", "login", "mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "tmpfs", disk], ["exec", "login", "umount", disk]))
        {
            Place.WriteCluster(workdir: disk);
            await RefusedAsync(3, "BENCH3212", "No space left", "'workdir'");
        }

        await Testbed.ExecAsync("login", "rmdir", disk);
    }

    [Fact]
    public async Task A_workdir_that_may_not_be_written_is_refused()
    {
        Place.WriteCluster(workdir: "/root/bench");

        await RefusedAsync(3, "BENCH3309", "'/root/bench' cannot be used", "Permission denied", "Set 'workdir'");
    }

    [Fact]
    public async Task A_workdir_that_the_nodes_do_not_see_ends_the_run_with_a_statement()
    {
        var folder = $"/tmp/own-{Path.GetFileName(Place.Folder)}";
        Place.WriteCluster(workdir: folder);
        var ended = await Place.HelloAsync();
        await Testbed.ExecAsync("login", "rm", "-rf", folder);

        Assert.True(ended.Status == 3, ended.ToString());
        Assert.Contains("error BENCH3309: node", ended.Output, StringComparison.Ordinal);
        Assert.Contains("does not see the workdir", ended.Output, StringComparison.Ordinal);
        Assert.Contains("all compute nodes share", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partition: cpuu", "BENCH3302", "debug, gpu")]
    [InlineData("account: nobody", "BENCH3303", "Take an account of yours: bench")]
    [InlineData("directives: ['--nosuchthing=1']", "BENCH3308", "unrecognized option '--nosuchthing=1'", "Mend the 'directives'")]
    public async Task What_sbatch_refuses_of_the_cluster_file_is_told_with_what_there_is(string line, string code, params string[] words)
    {
        Place.WriteCluster(line);

        await RefusedAsync(3, code, words);
    }

    [Theory]
    [InlineData("nodes=9", "BENCH3306", "debug: 3 x (4, 4096")]
    [InlineData("memory=900G", "BENCH3306", "debug: 3 x (4, 4096")]
    [InlineData("cpus=400", "BENCH3306", "debug: 3 x (4, 4096")]
    [InlineData("partition=nowhere", "BENCH3302", "debug, gpu")]
    public async Task What_sbatch_refuses_of_a_recipe_is_told_with_what_there_is(string resource, string code, params string[] words) =>
        await RefusedAsync(3, code, words, "--set", $"service.resources.{resource}");

    [Fact]
    public async Task A_job_that_would_wait_for_ever_is_not_waited_for()
    {
        var ended = await Place.HelloAsync("--set", "service.resources.time=9h");

        Assert.True(ended.Status == 3, ended.ToString());
        Assert.Contains("error BENCH3305: Slurm took 'd1-hello-http' and will not run it", ended.Output, StringComparison.Ordinal);
        Assert.Contains("(PartitionTimeLimit). Ask for less by 'resources.time'", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_does_not_exist_is_told_before_anything_queues()
    {
        Place.WriteCluster();

        await RefusedAsync(2, "BENCH3401", ["There is no image '/shared/images/none.sif' on login", "brought over"], "--set", "service.image=/shared/images/none.sif");
    }

    private Task<Finished> RefusedAsync(int status, string code, params string[] words) => RefusedAsync(status, code, words, []);

    private async Task<Finished> RefusedAsync(int status, string code, IEnumerable<string> words, params IEnumerable<string> arguments)
    {
        var ended = await Place.HelloAsync(arguments);

        Assert.True(ended.Status == status, ended.ToString());
        Assert.Equal([$"error {code}"], Regex.Matches(ended.Output, "error BENCH[0-9]{4}").Select(m => m.Value));
        Assert.All(words, word => Assert.Contains(word, ended.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("INVALID", ended.Output, StringComparison.Ordinal);
        Assert.Empty(Place.JobsThatRan());
        Assert.Empty(await Place.JobsLeftAsync());
        return ended;
    }

    private async Task WorksAsync()
    {
        var ended = await Place.HelloAsync();

        Assert.True(ended.Status == 0, ended.ToString());
        Place.AssertSound();
    }
}
