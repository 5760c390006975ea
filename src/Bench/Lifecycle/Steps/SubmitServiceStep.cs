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
        foreach (var service in deployment.Services)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = ScriptModels.Name(deployment, service);
            await jobs.EnsureAsync(
                new JobRequest(
                    name, ScriptModels.Service, RenderScriptsStep.PathOf(run, name),
                    PassedEnvironment.Of(ScriptModels.Of(deployment, service)), service.StopGrace, new Dictionary<string, string>()),
                cancellationToken).ConfigureAwait(false);
        }

        var names = string.Join(", ", deployment.Services.Select(s => s.Name));
        return deployment.Services.Count == 0 ? StepOutcome.UpToDate("the recipe has no service")
            : jobs.Ledger.Jobs.Count == before ? StepOutcome.UpToDate($"{names} is running")
            : StepOutcome.Done(names);
    }
}
