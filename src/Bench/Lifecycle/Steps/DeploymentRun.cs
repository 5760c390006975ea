using System.Text.Json;
using Bench.Jobs;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Runs;
using Bench.Plans;

namespace Bench.Lifecycle.Steps;

/// <summary>Measures the points of one deployment, whose services are healthy.</summary>
internal sealed class DeploymentRun(RunContext run, PlannedDeployment deployment)
{
    private readonly RunJobs _jobs = run.Attach();

    /// <summary>The outcomes that were made now; those of earlier invocations are left alone.</summary>
    public async Task<IReadOnlyList<Outcome>> RunAsync(CancellationToken cancellationToken)
    {
        var outcomes = new List<Outcome>();
        await using var sampling = Sampling.Start(run, _jobs, Services());
        foreach (var measurement in Progress.Measurements(run.Plan, deployment))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Progress.IsMeasured(run, measurement))
            {
                outcomes.Add(await new MeasurementRun(run, deployment, measurement, sampling).RunAsync(cancellationToken).ConfigureAwait(false));
            }
        }

        return outcomes;
    }

    /// <summary>
    /// Stops what a cancelled run was measuring, so that it writes what it has, and records it as interrupted. Used before the teardown.
    /// </summary>
    public static async Task StopClientsAsync(RunContext run, bool gentle, CancellationToken cancellationToken)
    {
        var jobs = run.Attach();
        var clients = jobs.Ledger.Open.Where(j => j.Role == ScriptModels.Client).ToList();
        await jobs.StopAsync(clients, "the run was stopped", gentle, cancellationToken).ConfigureAwait(false);
        foreach (var measurement in run.Plan.Deployments.SelectMany(d => Progress.Measurements(run.Plan, d)))
        {
            if (jobs.Ledger.Latest(measurement.Name) is { } job && clients.Exists(c => c.Job == job.Job))
            {
                await RecordAsync(run, jobs, measurement, job, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Brings the client's logs into the result's folder and writes its outcome.</summary>
    public static async Task<Outcome> RecordAsync(
        RunContext run, RunJobs jobs, PlannedMeasurement measurement, JobRecord job, CancellationToken cancellationToken)
    {
        var folder = Progress.Folder(run, measurement);
        foreach (var log in (string[])["stdout.log", "stderr.log"])
        {
            await jobs.Backend.Transport.FetchAsync(Path.Combine(job.Directory, log), Path.Combine(folder, log), cancellationToken).ConfigureAwait(false);
        }

        var ended = job.Ended ?? run.Clock.GetUtcNow();
        var outcome = new Outcome(
            job.Job, measurement.Point.Id, measurement.Repeat, measurement.Workload.Name, job.Phase, job.ExitCode,
            job.Submitted ?? ended, ended, Fingerprints.OfFile(RenderScriptsStep.PathOf(run, ScriptModels.Name(measurement.Point, measurement.Workload))),
            Problem(job));
        AtomicFile.Write(Progress.OutcomePath(run, measurement), JsonSerializer.Serialize(outcome, LifecycleJson.Default.Outcome) + "\n");
        return outcome;
    }

    private List<JobRecord> Services() =>
        [.. deployment.Services.Select(s => _jobs.Ledger.Latest(ScriptModels.Name(deployment, s))).OfType<JobRecord>()];

    private static string? Problem(JobRecord job) => job.Phase switch
    {
        JobPhase.Completed => null,
        JobPhase.Failed => $"its client ended with status {job.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"}.",
        JobPhase.TimedOut => "its client did not end within its time limit and was stopped.",
        JobPhase.Cancelled => $"its client was stopped: {job.Reason ?? "by somebody"}.",
        _ => $"its client was lost{(job.Reason is null ? "" : $": {job.Reason}")}.",
    };
}
