namespace Bench.ClusterJourneys;

/// <summary>Doctor before anything queues: what is well, and each thing that is not, with its mend.</summary>
public sealed class DoctorTests : ClusterJourney
{
    [Fact]
    public async Task A_cluster_that_is_well_has_no_fatal_finding()
    {
        Place.WriteCluster();
        var ended = await Place.RunAsync("Doctor", "--cluster", "testbed", "--recipe", Place.Recipe("hello-http.yaml"));

        Assert.True(ended.Status == 0, ended.ToString());
        foreach (var subject in (string[])["line", "workdir", "space", "slurm", "partition", "account", "gathering", "container", "d1-hello-http", "p1-load"])
        {
            Assert.Matches($@"(?m)ok +{subject} ", ended.Output);
        }

        Assert.Contains("sbatch would take it: Job ", ended.Output, StringComparison.Ordinal);
        Assert.Empty(await Place.JobsLeftAsync());
    }

    [Theory]
    [InlineData("partition: cpuu", "partition", "there is no 'cpuu'", "Name one of: debug, gpu")]
    [InlineData("account: nobody", "account", "'nobody' is none of yours", "Name one of yours: bench.")]
    [InlineData("directives: ['--nosuchthing=1']", "d1-hello-http", "sbatch would refuse it: unrecognized option '--nosuchthing=1'", "Mend the 'directives'")]
    public async Task What_is_wrong_in_the_cluster_file_is_found(string line, string subject, string detail, string mend)
    {
        Place.WriteCluster(line);
        await FindsAsync(2, subject, detail, mend);
    }

    [Theory]
    [InlineData("service.resources.partition=nowhere", "d1-hello-http", "invalid partition specified: nowhere", "Take a partition that you may use: debug")]
    [InlineData("service.resources.nodes=9", "d1-hello-http", "sbatch would refuse it", "Ask for what there is")]
    [InlineData("service.resources.time=9h", "d1-hello-http", "partition debug gives 1:00:00: it would wait for ever", "Ask for less")]
    [InlineData("service.image=/shared/images/none.sif", "image", "/shared/images/none.sif is not on login", "it is brought over")]
    public async Task What_is_wrong_in_the_recipe_is_found_by_its_own_directives(string set, string subject, string detail, string mend)
    {
        Place.WriteCluster();
        await FindsAsync(2, subject, detail, mend, "--set", set);
    }

    [Fact]
    public async Task A_workdir_that_cannot_be_written_is_found()
    {
        Place.WriteCluster(workdir: "/root/bench");
        await FindsAsync(3, "workdir", "Permission denied", "Set 'workdir'");
    }

    [Fact]
    public async Task A_line_that_does_not_open_is_the_last_finding()
    {
        var config = Path.Combine(Place.Folder, "ssh_config");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(Testbed.SshConfig)).Replace("Port 22", "Port 2222", StringComparison.Ordinal));
        Place.WriteCluster(sshConfig: config);
        var ended = await FindsAsync(3, "line", "BENCH3203: No connection to login", "Check HostName and Port");

        Assert.DoesNotContain("workdir", ended.Output, StringComparison.Ordinal);
    }

    private async Task<Finished> FindsAsync(int status, string subject, string detail, string mend, params IEnumerable<string> arguments)
    {
        var ended = await Place.HostAsync(["--target", "Doctor", "--recipe", Place.Recipe("hello-http.yaml"), "--cluster", "testbed", .. arguments]);

        Assert.True(ended.Status == status, ended.ToString());
        var lines = ended.Output.Split('\n').SkipWhile(l => !l.StartsWith($"LOOK  {subject} ", StringComparison.Ordinal)).Take(2).ToList();
        Assert.True(lines.Count == 2, ended.ToString());
        Assert.Contains(detail, lines[0], StringComparison.Ordinal);
        Assert.Contains(mend, lines[1], StringComparison.Ordinal);
        Assert.Empty(await Place.JobsLeftAsync());
        return ended;
    }
}
