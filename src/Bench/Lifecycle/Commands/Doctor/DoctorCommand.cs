using Bench.Diagnostics;
using Bench.Lifecycle.Steps;
using Bench.Recipes;

namespace Bench.Lifecycle.Commands.Doctor;

/// <summary>Looks for what would make a run fail or its numbers doubtful, before anything starts. Every finding has its mend.</summary>
internal static class DoctorCommand
{
    public static async Task<ExitStatus> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var document = context.Options.Recipe is null ? null : RecipeSource.Of(context.Options, context.Choice.NeededRecipe()).Read();
        var cluster = document?.Cluster ?? ClusterChoice.Of(context);
        var status = ExitStatus.Done;
        void Show(Finding finding)
        {
            context.Print($"{(finding.Good ? "ok  " : "LOOK")}  {finding.Subject,-14}  {finding.Detail}{(finding.Good ? "" : $"\n      {finding.Mend}")}");
            status = finding is { Good: false, IsFatal: true } && status == ExitStatus.Done ? finding.Status : status;
        }

        await foreach (var finding in ThisMachine.LookAsync(context.Options, cancellationToken).ConfigureAwait(false))
        {
            Show(finding);
        }

        if (document is not null)
        {
            Show(new Finding("recipe", true, document.Path, ""));
        }

        if (cluster.Spec.Scheduler != SchedulerKind.Local)
        {
            await using var look = new TheCluster(context, cluster, document);
            await foreach (var finding in look.LookAsync(cancellationToken).ConfigureAwait(false))
            {
                Show(finding);
            }
        }

        return status;
    }
}
