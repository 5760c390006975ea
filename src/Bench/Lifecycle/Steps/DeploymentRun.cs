using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Workspaces;
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
        var services = Services();
        await using var sampling = Sampling.Start(run, _jobs, services);
        foreach (var measurement in Progress.Measurements(run.Plan, deployment))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Progress.IsMeasured(run, measurement))
            {
                outcomes.Add(await new MeasurementRun(run, deployment, measurement, sampling).RunAsync(cancellationToken).ConfigureAwait(false));
            }
        }

        await BringServicesAsync(run, _jobs, services, cancellationToken).ConfigureAwait(false);
        return outcomes;
    }

    /// <summary>
    /// Stops what a cancelled run was measuring, so that it writes what it has, and records it as interrupted. Used before the teardown.
    /// </summary>
    public static async Task StopClientsAsync(RunContext run, bool gentle, CancellationToken cancellationToken)
    {
        var jobs = run.Attach();
        if (run.Ending is { } ending)
        {
            await ending.FinishAsync(gentle, cancellationToken).ConfigureAwait(false);
        }

        var clients = jobs.Ledger.Open.Where(j => j.Role == ScriptModels.Client).ToList();
        await jobs.StopAsync(clients, "The run was stopped.", gentle, cancellationToken).ConfigureAwait(false);
        foreach (var measurement in run.Plan.Deployments.SelectMany(d => Progress.Measurements(run.Plan, d)))
        {
            var own = measurement.Clients.Select(jobs.Ledger.Latest).OfType<JobRecord>().ToList();
            if (own.Exists(o => clients.Exists(c => c.Job == o.Job)))
            {
                await MeasurementRecord.WriteAsync(run, jobs, measurement, own, cancellationToken).ConfigureAwait(false);
            }
        }

        await BringServicesAsync(run, jobs, jobs.Ledger.Jobs.Where(j => j.Role == ScriptModels.Service && j.IsOpen), cancellationToken).ConfigureAwait(false);
    }

    private static async Task BringServicesAsync(RunContext run, RunJobs jobs, IEnumerable<JobRecord> services, CancellationToken cancellationToken)
    {
        await Task.WhenAll(services.Select(s => JobFiles.BringAsync(run, jobs.Backend.Transport, s, cancellationToken))).ConfigureAwait(false);
    }

    private List<JobRecord> Services() =>
        [.. deployment.Services.Select(s => _jobs.Ledger.Latest(ScriptModels.Name(deployment, s))).OfType<JobRecord>()];
}
