namespace Bench.ClusterJourneys;

/// <summary>The Slurm cluster of tests/testbed, which is up: its hosts, what goes wrong on them, and what its scheduler says.</summary>
internal static class Testbed
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public static string SshConfig => Path.Combine(Folder, "ssh", "config");

    private static string Folder { get; } = Environment.GetEnvironmentVariable("TESTBED_DIR") is { Length: > 0 } given ? given : "/var/tmp/bench-testbed";

    private static string Script => Path.Combine(Checkout.Path, "tests", "testbed", "testbed");

    /// <summary>Where this machine sees a path of the hosts, one below /home or /shared.</summary>
    public static string Outside(string path) => Folder + path;

    /// <summary>Runs a command on a host as root, to its end; its output. A status other than 0 fails the test.</summary>
    public static Task<string> ExecAsync(string host, params IEnumerable<string> words) => DoAsync(["exec", host, .. words]);

    /// <summary>The same as the user that jobs belong to.</summary>
    public static Task<string> ExecAsUserAsync(string host, params IEnumerable<string> words) => DoAsync(["exec", "-u", "bench", host, .. words]);

    /// <summary>Takes the host's network link down.</summary>
    public static Task<Fault> CutAsync(string host) => Fault.MakeAsync(["cut", host], ["heal", host]);

    /// <summary>A node that is silent is no failed one for two minutes, as in real clusters. On the testbed it has but 15 s, and slurmctld is on the login host.</summary>
    public static Task<Fault> PatientControllerAsync() => Fault.MakeAsync(["exec", "login", .. SetSlurmdTimeout(120)], ["exec", "login", .. SetSlurmdTimeout(24)]);

    /// <summary>All processes of the host stand still.</summary>
    public static Task<Fault> PauseAsync(string host) => Fault.MakeAsync(["pause", host], ["resume", host]);

    /// <summary>Cuts the host's power.</summary>
    public static Task<Fault> CrashAsync(string host) => Fault.MakeAsync(["crash", host], ["boot", host]);

    /// <summary>Limits the host's bandwidth: <c>100mbit</c>.</summary>
    public static Task<Fault> RateAsync(string host, string rate) => Fault.MakeAsync(["rate", host, rate], ["rate", host, "off"]);

    /// <summary>Delays what the host sends and gets by so many milliseconds each way.</summary>
    public static Task<Fault> DelayAsync(string host, int milliseconds) =>
        Fault.MakeAsync(["delay", host, $"{milliseconds}"], ["delay", host, "off"]);

    /// <summary>SIGKILL for sshd, munged, slurmd, slurmctld, slurmdbd or mariadbd.</summary>
    public static Task<Fault> KillDaemonAsync(string host, string daemon) =>
        Fault.MakeAsync(["kill-daemon", host, daemon], ["start-daemon", host, daemon]);

    /// <summary>
    /// SIGKILL for slurmctld, once it has saved what it knows. It does so every 5 s, and one that is killed before gives numbers of jobs a second
    /// time and starts jobs again that run.
    /// </summary>
    public static async Task<Fault> KillControllerAsync()
    {
        var state = new FileInfo(Path.Combine(Folder, "hosts", "login", "upper", "var", "spool", "slurmctld", "job_state"));
        var now = DateTime.UtcNow;
        var job = (await ExecAsUserAsync("login", "sbatch", "--parsable", "--hold", "--chdir", "/tmp", "--wrap", "true")).Trim();
        await ExecAsync("login", "scancel", job);
        await UntilAsync(
            () =>
            {
                state.Refresh();
                return Task.FromResult(state.LastWriteTimeUtc > now);
            },
            () => $"slurmctld has not written {state}");
        return await KillDaemonAsync("login", "slurmctld");
    }

    /// <summary>Ends every connection to the host at once. The daemon that listens goes on.</summary>
    public static Task EndConnectionsAsync(string host) => ExecAsync(host, "sh", "-c", "pkill -KILL -x 'sshd-session|sshd-auth' || true");

    /// <summary>All jobs that wait, run or end.</summary>
    public static async Task<IReadOnlyList<QueuedJob>> SqueueAsync() =>
        [.. Rows(await ExecAsync("login", "squeue", "-h", "-a", "-o", "%i|%j|%T|%N|%Z|%r"), 6).Select(r => new QueuedJob(r[0], r[1], r[2], r[3], r[4], r[5]))];

    /// <summary>These fields of all jobs of the last hours, without their steps: a row a job, and one more for each time that it was queued again.</summary>
    public static async Task<IReadOnlyList<string[]>> SacctAsync(params string[] fields) =>
        Rows(await ExecAsync("login", "sacct", "-a", "-n", "-P", "-X", "-D", "-S", "now-6hours", "-o", string.Join(',', fields)), fields.Length);

    /// <summary>Waits until every host, daemon and node is well.</summary>
    public static async Task AwaitHealthyAsync()
    {
        Finished? last = null;
        await UntilAsync(async () => (last = await TryAsync("status")).Status == 0, () => $"The testbed is not well: {last}");
    }

    /// <summary>Waits for a condition; fails the test after some minutes.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> complaint)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pace);
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, complaint());
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>A command of the testbed; a status other than 0 fails the test.</summary>
    public static async Task<string> DoAsync(params IEnumerable<string> words)
    {
        var ended = await TryAsync(words);
        Assert.True(ended.Status == 0, $"testbed {string.Join(' ', words)}: {ended}");
        return ended.Output;
    }

    /// <summary>A command of the testbed, however it ends.</summary>
    public static async Task<Finished> TryAsync(params IEnumerable<string> words)
    {
        using var process = new Launched(Checkout.Path, [Script, .. words]);
        return await process.EndAsync(Patience);
    }

    // Anew, for 'scontrol reconfigure' leaves daemons that the testbed does not know any more.
    private static string[] SetSlurmdTimeout(int seconds) =>
    [
        "sh", "-c",
        $"sed -i 's/^SlurmdTimeout=.*/SlurmdTimeout={seconds}/' /etc/slurm/slurm.conf && bash /opt/testbed/svc stop slurmctld && bash /opt/testbed/svc start slurmctld",
    ];

    // What stands on standard error, a warning for example, is in the output too and has no such form.
    private static List<string[]> Rows(string output, int fields) =>
        [.. output.Split('\n').Select(line => line.Split('|')).Where(row => row.Length == fields)];
}
