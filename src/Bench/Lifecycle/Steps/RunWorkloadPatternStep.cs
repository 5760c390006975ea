using Bench.Lifecycle.Runs;
using Bench.Plans;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// Drives every workload of every point that has no result yet, deployment by deployment; between two deployments the services of the
/// first are stopped before those of the second are started.
/// </summary>
internal sealed class RunWorkloadPatternStep : IStep
{
    public async Task<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (Effects.WhyNot(run) is { } why)
        {
            return StepOutcome.Skipped(why);
        }

        var made = 0;
        var failed = new List<Outcome>();
        PlannedDeployment? before = null;
        while (Progress.NextDeployment(run) is { } deployment && deployment != before)
        {
            if (before is not null)
            {
                await ChangeOverAsync(run, before, deployment, cancellationToken).ConfigureAwait(false);
            }

            foreach (var line in PatternText.Of(deployment.Points))
            {
                run.Observer.On(new MessagePrinted(line));
            }

            var outcomes = await new DeploymentRun(run, deployment).RunAsync(cancellationToken).ConfigureAwait(false);
            made += outcomes.Count;
            failed.AddRange(outcomes.Where(o => o.Problem is not null));
            before = deployment;
        }

        return failed.Count > 0 ? throw Problems.OfWorkloads(run, failed)
            : made == 0 ? StepOutcome.UpToDate("all points are measured")
            : StepOutcome.Done($"{made} measurement{(made == 1 ? "" : "s")}");
    }

    private static async Task ChangeOverAsync(RunContext run, PlannedDeployment from, PlannedDeployment to, CancellationToken cancellationToken)
    {
        var jobs = run.Attach();
        var services = from.Services.Select(s => jobs.Ledger.Latest(ScriptModels.Name(from, s))).OfType<Jobs.JobRecord>().ToList();
        await jobs.StopAsync(services, "Its points are measured.", gentle: true, cancellationToken).ConfigureAwait(false);
        await SubmitServiceStep.SubmitAsync(run, to, cancellationToken).ConfigureAwait(false);
        await AwaitHealthyStep.AwaitAsync(run, to, cancellationToken).ConfigureAwait(false);
    }
}
