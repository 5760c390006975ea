using System.Globalization;
using Bench.Jobs;
using Bench.Jobs.Local;
using Bench.Measurement.Machine;
using Bench.Recipes;
using Bench.Scripts;
using Bench.Tests.Scripts;

namespace Bench.Tests.Jobs;

/// <summary>Real jobs of one test. Everything that they started is gone when it is disposed, also after a failure.</summary>
internal sealed class LocalJobsFixture : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<JobHandle> _handles = [];
    private readonly string _run = $"20261122-151233-test-{Guid.NewGuid():N}"[..25];

    public LocalJobs Jobs { get; } = new();

    public string Folder => _folder.Path;

    /// <summary>A job of the role's real template whose command is a line of bash.</summary>
    public JobSpec Spec(string bash, JobScriptModel? model = null, string name = "d1-hello")
    {
        model = (model ?? new JobScriptModel { Role = "service", Name = name, Service = "hello", Command = [] }) with
        {
            Command = [Text.Of("bash"), Text.Of("-c"), Text.Of(bash)],
        };
        var script = _folder.Write(name + ".sh", new ScriptRenderer(new TemplateFinder([Repository.Templates])).Render(model, "local"));
        return new JobSpec
        {
            Name = $"{_run}.{name}.1",
            Script = script,
            Directory = Path.Combine(_folder.Path, name),
            Nonce = "n-" + name,
            Environment = new Dictionary<string, string> { ["BENCH_WATCH_SECONDS"] = "0.05" },
        };
    }

    public async Task<JobHandle> SubmitAsync(JobSpec spec)
    {
        var handle = await Jobs.SubmitAsync(spec, CancellationToken.None);
        _handles.Add(handle);
        return handle;
    }

    public Task<JobHandle> SubmitAsync(string bash, JobScriptModel? model = null, string name = "d1-hello") => SubmitAsync(Spec(bash, model, name));

    public async Task<JobStatus> PollAsync(JobHandle job) => (await Jobs.PollAsync([job], CancellationToken.None))[job.Name];

    public Task<JobStatus> UntilAsync(JobHandle job, params JobPhase[] phases) => Eventually.GetAsync(() => PollAsync(job), s => phases.Contains(s.Phase));

    public Task<JobStatus> UntilEndedAsync(JobHandle job) => Eventually.GetAsync(() => PollAsync(job), s => s.Phase.HasEnded());

    /// <summary>Waits for a file of the job that holds text.</summary>
    public static async Task<string> FileAsync(JobHandle job, string name)
    {
        var path = Path.Combine(job.Directory, name);
        return (await Eventually.GetAsync(() => Task.FromResult(File.Exists(path) ? File.ReadAllText(path) : ""), t => t.EndsWith('\n'))).Trim();
    }

    public static async Task<int> PidAsync(JobHandle job, string name = "pid") => int.Parse(await FileAsync(job, name), CultureInfo.InvariantCulture);

    public static bool Lives(int pid) => new ProcFileSystem().Stat(pid) is { HasEnded: false };

    public void Dispose()
    {
        // xUnit 2 knows no asynchronous Dispose of test classes.
        Jobs.StopAsync(_handles, null, CancellationToken.None).GetAwaiter().GetResult();
        Jobs.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Dispose();
    }
}
