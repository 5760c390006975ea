using System.Globalization;
using Bench.Health;
using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Plans;
using Bench.Scripts;
using Bench.Workloads;

namespace Bench.Lifecycle.Steps;

/// <summary>One run of one workload: submits or adopts its client, watches it and the services, records how it went.</summary>
internal sealed class MeasurementRun(RunContext run, PlannedDeployment deployment, PlannedMeasurement measurement, Sampling sampling)
{
    private const int TailLines = 20;
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);

    private readonly RunJobs _jobs = run.Attach();
    private readonly IWorkload _kind = WorkloadCatalog.For(measurement.Workload);

    public async Task<Outcome> RunAsync(CancellationToken cancellationToken)
    {
        var client = await ClientAsync(cancellationToken).ConfigureAwait(false);
        if (client.IsOpen)
        {
            sampling.Add(client);
            client = await WatchAsync(client, cancellationToken).ConfigureAwait(false);
            await sampling.RemoveAsync(client).ConfigureAwait(false);
        }

        return await DeploymentRun.RecordAsync(run, _jobs, measurement, client, cancellationToken).ConfigureAwait(false);
    }

    // A client that ended well while nobody looked (its orchestrator was killed) is recorded, not run again.
    private async Task<JobRecord> ClientAsync(CancellationToken cancellationToken)
    {
        if (await _jobs.FindAsync(measurement.Name, cancellationToken).ConfigureAwait(false) is { Phase: JobPhase.Completed } done)
        {
            return done;
        }

        var request = new JobRequest(
            measurement.Name,
            ScriptModels.Client,
            RenderScriptsStep.PathOf(run, ScriptModels.Name(measurement.Point, measurement.Workload)),
            new Dictionary<string, string>(PassedEnvironment.Of(ScriptModels.Of(measurement.Point, measurement.Workload)))
            {
                ["BENCH_RESULT_DIR"] = Progress.Folder(run, measurement),
                ["BENCH_REPEAT"] = measurement.Number.ToString(CultureInfo.InvariantCulture),
            },
            TimeSpan.FromSeconds(10),
            await FilesAsync(cancellationToken).ConfigureAwait(false));
        return await _jobs.EnsureAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Dictionary<string, string>> FilesAsync(CancellationToken cancellationToken)
    {
        if (measurement.Workload.Service is not { } name)
        {
            return [];
        }

        var job = _jobs.Ledger.Latest($"{deployment.Id}-{name}")!;
        var endpoint = await EndpointFile.ReadAsync(_jobs.Backend.Transport, job, cancellationToken).ConfigureAwait(false);
        return endpoint is null ? [] : new() { [ServiceEnvironment.FileName] = ServiceEnvironment.Render(endpoint) };
    }

    private async Task<JobRecord> WatchAsync(JobRecord client, CancellationToken cancellationToken)
    {
        var watched = new List<JobRecord> { client };
        watched.AddRange(deployment.Services.Select(s => _jobs.Ledger.Latest(ScriptModels.Name(deployment, s))!));
        var started = run.Clock.GetTimestamp();
        var told = started;
        var unchanged = 0;
        while (true)
        {
            var phase = client.Phase;
            var now = await _jobs.PollAsync(watched, cancellationToken).ConfigureAwait(false);
            client = now[0];
            if (client.Phase.HasEnded())
            {
                await TellAsync(started, cancellationToken).ConfigureAwait(false);
                return client;
            }

            if (now.Skip(1).FirstOrDefault(s => s.Phase.HasEnded()) is { } service)
            {
                var tail = await new ServiceLog(_jobs.Backend.Transport, service.Directory).TailAsync(TailLines, cancellationToken).ConfigureAwait(false);
                throw Problems.ServiceEnded(service.Name, service.Reason ?? $"exit status {service.ExitCode}", tail);
            }

            if (run.Clock.GetElapsedTime(told) >= ProgressEvery)
            {
                told = run.Clock.GetTimestamp();
                await TellAsync(started, cancellationToken).ConfigureAwait(false);
            }

            // From when it should be over its end is looked for closely.
            unchanged = client.Phase != phase || run.Clock.GetElapsedTime(started) > _kind.Expected(measurement.Workload) ? 0 : unchanged + 1;
            await Task.Delay(_jobs.Backend.Pacing.Pause(unchanged), run.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(long started, CancellationToken cancellationToken)
    {
        var line = _kind.ProgressFile is { } file
            ? await ProgressLine.ReadLastAsync(_jobs.Backend.Transport, Path.Combine(Progress.Folder(run, measurement), file), cancellationToken).ConfigureAwait(false)
            : null;
        var points = run.Plan.Points.ToList();
        run.Observer.On(new LoadProgress(
            measurement.Workload.Name, measurement.Point.Id, measurement.Number, measurement.Counts ? run.Plan.Repeats : run.Plan.Warmups,
            points.FindIndex(p => p.Id == measurement.Point.Id) + 1, points.Count,
            line?.Elapsed ?? run.Clock.GetElapsedTime(started).TotalSeconds,
            line?.Total ?? _kind.Expected(measurement.Workload)?.TotalSeconds,
            line?.Warmup ?? !measurement.Counts, line?.Rate, line?.Completed, line?.Errors, line?.P99));
    }
}
