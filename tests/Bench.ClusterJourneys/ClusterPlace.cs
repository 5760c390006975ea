using System.Security.Cryptography;

namespace Bench.ClusterJourneys;

/// <summary>A workplace whose <c>--cluster testbed</c> is the testbed, with a folder of its own there.</summary>
internal sealed class ClusterPlace : Workplace
{
    public ClusterPlace()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "clusters"));
        WriteCluster();
    }

    /// <summary>The folder on the cluster that all its runs are in.</summary>
    public string Workdir { get; } = $"/shared/bench-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>The last run's id.</summary>
    public string RunId => Path.GetFileName(new DirectoryInfo(LastRun).LinkTarget!);

    /// <summary>The last run's folder on the cluster, as this machine sees it.</summary>
    public string RemoteRun => Testbed.Outside($"{Workdir}/{RunId}");

    protected override string JobsRoot => Workdir;

    protected override string JobsFolder => Path.Combine(RemoteRun, "jobs");

    /// <summary>Writes the cluster file, which is beside the recipes of this place.</summary>
    /// <param name="container">How its images are run.</param>
    /// <param name="more">Further lines of YAML.</param>
    /// <param name="workdir">Null: <see cref="Workdir"/>.</param>
    /// <param name="sshConfig">Null: the testbed's own.</param>
    public void WriteCluster(
        string more = "", string? workdir = null, string? sshConfig = null, string ssh = "login", string container = "{runtime: apptainer}") => File.WriteAllText(
        Path.Combine(Folder, "clusters", "testbed.yaml"),
        $"""
        scheduler: slurm
        ssh: {ssh}
        ssh-config: {sshConfig ?? Testbed.SshConfig}
        workdir: {workdir ?? Workdir}
        container: {container}
        {more}
        """);

    /// <summary>One of the checkout's recipes, copied here, where the cluster file is found.</summary>
    public string Recipe(string name)
    {
        var copy = Path.Combine(Folder, name);
        File.Copy(Checkout.Recipe(name), copy, overwrite: true);
        return copy;
    }

    /// <summary>What squeue shows of its jobs, also of those that are ending.</summary>
    public async Task<IReadOnlyList<QueuedJob>> JobsLeftAsync() =>
        [.. (await Testbed.SqueueAsync()).Where(job => job.Folder.StartsWith(Workdir + "/", StringComparison.Ordinal) || Runs.Any(run => job.Name.StartsWith(run, StringComparison.Ordinal)))];

    /// <summary>RunBenchmark of hello-http on the testbed, in the test host.</summary>
    public Task<Finished> HelloAsync(params IEnumerable<string> more) => HostAsync(["--recipe", Recipe("hello-http.yaml"), "--cluster", "testbed", .. Quick, .. more]);

    // Jobs of a run with another workdir are known by their names.
    private IEnumerable<string> Runs => Directory.Exists(Path.GetDirectoryName(LastRun)) ? Directory.GetDirectories(Path.GetDirectoryName(LastRun)!).Select(d => Path.GetFileName(d) + ".") : [];

    /// <summary>Submits a job that is none of Bench's, in this place; its id.</summary>
    public async Task<string> SubmitAsync(params IEnumerable<string> words)
    {
        await Testbed.ExecAsUserAsync("login", "mkdir", "-p", $"{Workdir}/jobs");
        return (await Testbed.ExecAsUserAsync("login", ["sbatch", "--parsable", "--chdir", $"{Workdir}/jobs", .. words])).Trim();
    }

    /// <summary>The id of a job of the last run that is in the queue, by the short name.</summary>
    public async Task<string> IdAsync(string name) =>
        (await JobsLeftAsync()).Single(job => job.Name.StartsWith($"{RunId}.{name}.", StringComparison.Ordinal)).Id;

    /// <summary>The last run left nothing on the cluster, and each of its jobs was submitted once.</summary>
    /// <param name="jobs">As <see cref="Workplace.JobsThatRan"/> has them.</param>
    public async Task AssertCleanAsync(params string[] jobs)
    {
        Assert.True(jobs.SequenceEqual(JobsThatRan()), $"{string.Join(", ", JobsThatRan())} ran:\n{string.Join('\n', Journal())}");
        Assert.Empty(ProcessesLeft());
        await Testbed.UntilAsync(async () => (await JobsLeftAsync()).Count == 0, () => $"squeue is not empty after {RunId}");

        // slurmdbd may lag, and slurmctld remembers what it could not tell.
        List<string> names = [];
        await Testbed.UntilAsync(async () => (names = await SubmittedAsync()).Count >= jobs.Length, () => $"sacct has only {string.Join(", ", names)}");
        Assert.Equal(jobs, names);
    }

    // A job that Slurm itself put back into the queue has several rows of one number.
    private async Task<List<string>> SubmittedAsync() =>
    [
        .. (await Testbed.SacctAsync("JobIDRaw", "JobName")).Where(row => row[1].StartsWith(RunId + ".", StringComparison.Ordinal))
            .DistinctBy(row => row[0]).Select(row => row[1][(RunId.Length + 1)..]).Order(StringComparer.Ordinal),
    ];

    public override void Dispose()
    {
        base.Dispose();
        if (Directory.Exists(Testbed.Outside(Workdir)))
        {
            Directory.Delete(Testbed.Outside(Workdir), recursive: true);
        }
    }
}
