using Bench.Jobs;
using Bench.Plans;

namespace Bench.Lifecycle.Steps;

/// <summary>Starts the services of the first deployment that is not measured yet. Exactly once, by the journal.</summary>
internal sealed class SubmitServiceStep : IStep
{
    public async Task<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (Effects.WhyNot(run) is { } why)
        {
            return StepOutcome.Skipped(why);
        }

        if (Progress.NextDeployment(run) is not { } deployment)
        {
            return StepOutcome.UpToDate("all points are measured");
        }

        var outcome = await SubmitAsync(run, deployment, cancellationToken).ConfigureAwait(false);
        if (!File.Exists(run.Folder.Environment))
        {
            // While the service starts: nobody waits for it.
            EnvironmentFile.Write(run);
        }

        return outcome;
    }

    public static async Task<StepOutcome> SubmitAsync(RunContext run, PlannedDeployment deployment, CancellationToken cancellationToken)
    {
        var before = run.Ledger.Jobs.Count;
        var jobs = run.Attach();
        await run.Images.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var allocation = await AllocationAsync(run, deployment, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await jobs.EnsureAsync([.. deployment.Services.Select(s => Request(run, deployment, s, allocation))], cancellationToken).ConfigureAwait(false);

        var where = run.Plan.Cluster == "local" ? "" : $" on {run.Plan.Cluster}";
        var names = string.Join(", ", deployment.Services.Select(s => s.Name));
        return deployment.Services.Count == 0 ? StepOutcome.UpToDate("the recipe has no service")
            : jobs.Ledger.Jobs.Count == before ? StepOutcome.UpToDate($"{names} is running")
            : StepOutcome.Done(names + where);
    }

    private static JobRequest Request(RunContext run, PlannedDeployment deployment, PlannedService service, JobRecord? allocation)
    {
        var name = ScriptModels.Name(deployment, service);
        return new JobRequest(
            name, ScriptModels.Service, RenderScriptsStep.PathOf(run, name),
            PassedEnvironment.Of(run, ScriptModels.Of(run.Plan, deployment, service)), service.StopGrace, new Dictionary<string, string>())
        {
            TakesLessTime = service.Resources.Time is null,
            Allocation = allocation?.Name,
            Nodes = AllocationLayout.Of(deployment, service),
        };
    }

    /// <summary>The job whose allocation services and clients share; null where each has its own.</summary>
    private static async Task<JobRecord?> AllocationAsync(RunContext run, PlannedDeployment deployment, CancellationToken cancellationToken)
    {
        if (!AllocationLayout.IsShared(run.Plan))
        {
            return null;
        }

        var name = AllocationLayout.Name(deployment);
        return await run.Attach().EnsureAsync(
            new JobRequest(
                name, ScriptModels.Allocation, RenderScriptsStep.PathOf(run, name), new Dictionary<string, string>(),
                deployment.Services.Select(s => s.StopGrace).DefaultIfEmpty().Max() + TimeSpan.FromSeconds(10), new Dictionary<string, string>())
            {
                TakesLessTime = true,
            },
            cancellationToken).ConfigureAwait(false);
    }
}
