using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Steps;
using Bench.Lifecycle.Workspaces;

namespace Bench.Lifecycle.Commands;

/// <summary>Removes runs' folders and their rows in the store: one with <c>--run</c>, else all but the newest <c>--keep</c>. Runs that live stay.</summary>
internal static class CleanCommand
{
    public static async Task<ExitStatus> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var catalog = context.Choice.Catalog;
        var chosen = context.Options.Run is not null ? [context.Choice.Needed()] : catalog.All().Skip(context.Options.Keep).ToList();
        var store = Stores.Open(context.Options);
        var removed = 0;
        var status = ExitStatus.Done;
        foreach (var folder in chosen)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RunLock.IsHeld(folder) || JobLedger.From(Journal.Read(folder.Journal)).Open.Count > 0)
            {
                context.Tell(new Diagnostic(
                    Codes.RunIsDriven, null, $"Run {folder.Id} still lives and was kept.", $"Do './build.sh Teardown --run {folder.Id}' first.",
                    Severity.Warning));
                status = context.Options.Run is null ? status : ExitStatus.Usage;
                continue;
            }

            if (!context.Options.DryRun)
            {
                await RemoveRemoteAsync(context, folder, cancellationToken).ConfigureAwait(false);
                store.Remove(folder.Id);
                catalog.Remove(folder);
            }

            removed++;
        }

        context.Print($"{removed} run{(removed == 1 ? "" : "s")} {(context.Options.DryRun ? "would be removed" : "removed")} from {catalog.Root}.");
        return status;
    }

    /// <summary>The run's folder on its cluster. Where that cannot be reached the run's folder here goes all the same, and the other's path is told.</summary>
    private static async Task RemoveRemoteAsync(CommandContext context, RunFolder folder, CancellationToken cancellationToken)
    {
        var site = Journal.Read(folder.Journal).LastOrDefault(e => e.Site is not null)?.Site ?? JobSite.Local;
        var workspace = new Workspace(folder, site);
        if (workspace.IsRunFolder)
        {
            return;
        }

        await using var backend = ClusterChoice.Backend(context, site);
        try
        {
            await backend.Transport.RemoveAsync(workspace.Root, cancellationToken).ConfigureAwait(false);
        }
        catch (BenchException problem)
        {
            context.Tell(new Diagnostic(
                Codes.LeftOver, null, $"The folder {workspace.Root} on {backend.Transport.Name} was not removed: {problem.Message}",
                "Remove it by hand.", Severity.Warning));
        }
    }
}
