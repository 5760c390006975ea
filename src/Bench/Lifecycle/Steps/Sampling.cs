using Bench.Jobs;
using Bench.Metrics;

namespace Bench.Lifecycle.Steps;

/// <summary>Samples what jobs use while workloads run, into <c>samples/*.csv</c>, at the pace that the recipe asks for.</summary>
internal sealed class Sampling : IAsyncDisposable
{
    private const string NodeSource = "node";

    private readonly RunContext _run;
    private readonly IJobBackend _backend;
    private readonly List<(string? Job, string File, IResourceSampler Sampler)> _samplers = [];
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private bool _hasFailed;

    private Sampling(RunContext run, RunJobs jobs, IReadOnlyList<JobRecord> services)
    {
        (_run, _backend) = (run, jobs.Backend);
        Add(null, "resources", _backend.CreateSampler([.. services.Select(s => s.Handle!)]));
        Add(null, "prometheus", Scrapes.Create(run));
        _loop = LoopAsync();
    }

    public static Sampling Start(RunContext run, RunJobs jobs, IReadOnlyList<JobRecord> services) => new(run, jobs, services);

    public void Add(JobRecord client)
    {
        _gate.Wait();
        try
        {
            Add(client.Job, "resources", _backend.CreateSampler([client.Handle!]));
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task RemoveAsync(JobRecord client)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var entry in _samplers.Where(s => s.Job == client.Job).ToList())
            {
                _samplers.Remove(entry);
                await entry.Sampler.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes no more samples.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach (var (_, _, sampler) in _samplers)
        {
            await sampler.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
        _gate.Dispose();
    }

    private void Add(string? job, string file, IResourceSampler? sampler)
    {
        if (sampler is not null)
        {
            _samplers.Add((job, Path.Combine(_run.Folder.Samples, file + ".csv"), sampler));
        }
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(_run.Plan.Metrics.Every, _run.Clock);
        try
        {
            do
            {
                await TrySampleAsync(_stop.Token).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The workloads are over.
        }
    }

    // Samples are beside the point of a run: it goes on without them, and says so once.
    private async Task TrySampleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SampleAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            if (!_hasFailed)
            {
                _run.Observer.On(new MessagePrinted($"samples are missing: {problem.Message}"));
            }

            _hasFailed = true;
        }
    }

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var (job, file, sampler) in _samplers)
            {
                var rows = await sampler.SampleAsync(cancellationToken).ConfigureAwait(false);
                // Every sampler of this machine tells about the machine too; once is enough.
                SeriesFile.Append(file, job is null ? rows : rows.Where(r => r.Source != NodeSource));
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
