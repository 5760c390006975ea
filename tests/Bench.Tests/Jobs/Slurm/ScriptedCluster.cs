using Bench.Jobs;
using Bench.Jobs.Slurm;
using Bench.Transport;

namespace Bench.Tests.Jobs.Slurm;

/// <summary>A transport that answers from a script: what squeue, sacct and sbatch say, and which files jobs have left.</summary>
internal sealed class ScriptedCluster : ITransport, IDisposable
{
    private readonly Dictionary<(string Folder, string Name), string> _files = [];

    public ScriptedCluster() => Jobs = new SlurmJobs(this, new JobSite("slurm", "login"), Time);

    public SteppedTime Time { get; } = new(new DateTimeOffset(2026, 11, 22, 15, 0, 0, TimeSpan.Zero));

    public SlurmJobs Jobs { get; }

    public string Name => "login";

    public bool IsLocal => false;

    /// <summary>Lines of squeue, x for the job's name; null: it fails.</summary>
    public List<string>? Queue { get; set; } = [];

    public List<string> Account { get; } = [];

    public List<string> Show { get; } = [];

    /// <summary>Answers to submissions, in their order; then the last again.</summary>
    public Queue<CommandResult> Submissions { get; } = new();

    public bool Broken { get; set; }

    public int Commands { get; private set; }

    public int Submitted { get; private set; }

    public int QueueCalls => Jobs.SchedulerCalls.GetValueOrDefault("squeue");

    public static JobHandle Job(string name = "d1-redis", string id = "17") => new($"20261122-151233-try-4f2a.{name}.1", id, $"/w/{name}");

    public void File(JobHandle job, string name, string content) => _files[(job.Directory, name)] = content;

    public void Started(JobHandle job) => File(job, "started.json", """{"job": "x", "nodes": "node[1-2]"}""");

    public void Exit(JobHandle job, int code, string reason, string more = "") => File(job, "exit.json", $$"""{"code": {{code}}, "signal": null, "reason": "{{reason}}"{{more}}}""");

    public async Task<JobStatus> PollAsync(JobHandle job) => (await Jobs.PollAsync([job], CancellationToken.None))[job.Name];

    /// <summary>Polls every second of the fake clock until the phase is reached.</summary>
    public async Task<(JobStatus Status, TimeSpan After)> UntilAsync(JobHandle job, Func<JobStatus, bool> isIt)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await PollAsync(job) is var status && isIt(status))
            {
                return (status, TimeSpan.FromSeconds(i));
            }

            Time.Advance(TimeSpan.FromSeconds(1));
        }

        throw new InvalidOperationException("It never came to that.");
    }

    public Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancellationToken)
    {
        Commands++;
        var (script, arguments) = (command.Words[2], command.Words.Skip(4).ToList());
        return Task.FromResult(
            Broken ? new CommandResult(null, "@queue 0\n", "Connection reset")
            : script.Contains("sbatch --parsable", StringComparison.Ordinal) ? Submit()
            : script.Contains("@user", StringComparison.Ordinal) ? new CommandResult(0, Look(arguments), "")
            : script.Contains("sinfo", StringComparison.Ordinal) ? new CommandResult(0, "@call sinfo\ndebug*\ngpu\n", "")
            : new CommandResult(0, "@end\n", ""));
    }

    private CommandResult Submit()
    {
        Submitted++;
        return Submissions.Count > 1 ? Submissions.Dequeue() : Submissions.Peek();
    }

    private string Look(List<string> arguments)
    {
        var count = int.Parse(arguments[2]);
        var lines = new List<string> { "@user 1000" };
        if (arguments[0] == "queue")
        {
            lines.AddRange(["@call squeue", Queue is null ? "@queue 1" : "@queue 0", .. Queue?.Select(l => l.EndsWith("|x", StringComparison.Ordinal) ? l[..^1] + Job().Name : l) ?? ["slurm_load_jobs error: Unable to contact slurm controller"]]);
        }

        if (count > 0)
        {
            lines.AddRange(["@call sacct", "@account", .. Account, .. Show.SelectMany(s => new[] { "@show", s })]);
        }

        var folders = arguments.Skip(3 + count).ToList();
        for (var i = 0; i < folders.Count; i++)
        {
            lines.Add($"@folder {i}");
            lines.AddRange(_files.Where(f => f.Key.Folder == folders[i]).Select(f => $"@file {i} {f.Key.Name} {f.Value}"));
        }

        return string.Join('\n', lines) + "\n@end\n";
    }

    public Task PutAsync(string localPath, string path, bool executable, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]?> ReadAsync(string path, long offset, int maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool executable, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<long?> LengthAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> FetchAsync(string path, string localPath, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task MakeDirectoryAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FileEntry>> ListAsync(string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() => Jobs.DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
