using System.Globalization;
using System.Text.Json;
using Bench.Diagnostics;

namespace Bench.Lifecycle.Commands;

/// <summary>All runs, or one with its jobs; as text or JSON.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static ExitStatus Run(CommandContext context)
    {
        if (context.Options.Run is null && context.Options.Recipe is null)
        {
            var runs = context.Choice.Catalog.All().Select(RunState.Read).OfType<RunState>().ToList();
            context.Print(context.Json ? JsonSerializer.Serialize(new { schema = "bench/status/1", runs = runs.Select(Row) }, Options)
                : runs.Count == 0 ? $"There is no run in {context.Choice.Catalog.Root} yet."
                : Table(runs));
            return ExitStatus.Done;
        }

        var folder = context.Choice.Needed();
        var run = RunState.Read(folder) ?? throw new BenchException(ExitStatus.Usage, new Diagnostic(
            Codes.FileDamaged, new SourcePlace(folder.Info), "The run's file cannot be read.", "Restore it, or remove the run's folder."));
        context.Print(context.Json ? JsonSerializer.Serialize(Detail(run), Options) : Text(run));
        return ExitStatus.Done;
    }

    private static object Row(RunState run) => new
    {
        run = run.Folder.Id,
        recipe = run.Info.Recipe,
        state = run.State,
        verdict = run.Summary?.Verdict,
        created = run.Info.Created,
        folder = run.Folder.Path,
    };

    private static object Detail(RunState run) => new
    {
        schema = "bench/status/1",
        run = run.Folder.Id,
        recipe = run.Info.Recipe,
        recipePath = run.Info.RecipePath,
        state = run.State,
        verdict = run.Summary?.Verdict,
        reasons = run.Summary?.Reasons,
        created = run.Info.Created,
        folder = run.Folder.Path,
        jobs = run.Ledger.Jobs.Select(j => new
        {
            name = j.Name,
            job = j.Job,
            role = j.Role,
            id = j.Id,
            phase = j.Phase.ToString(),
            exitCode = j.ExitCode,
            reason = j.Reason,
            submitted = j.Submitted,
            ended = j.Ended,
        }),
    };

    private static string Table(List<RunState> runs) => TextTable.Render(
        ["RUN", "RECIPE", "STATE", "VERDICT", "CREATED (UTC)"],
        runs.Select(r => (IReadOnlyList<string>)
            [r.Folder.Id, r.Info.Recipe, r.State, Verdict(r), r.Info.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)]));

    private static string Text(RunState run)
    {
        var head = $"{run.Folder.Id}: {run.State}, {Verdict(run)}\nrecipe  {run.Info.RecipePath}\nfolder  {run.Folder.Path}";
        var reasons = string.Concat((run.Summary?.Reasons ?? []).Select(r => $"\n  {r.Code}: {r.Text}"));
        if (run.Ledger.Jobs.Count == 0)
        {
            return head + reasons + "\nNothing was submitted yet.";
        }

        return $"{head}{reasons}\n\n" + TextTable.Render(
            ["JOB", "ROLE", "ID", "PHASE", "EXIT", "REASON"],
            run.Ledger.Jobs.Select(j => (IReadOnlyList<string>)
                [j.Name, j.Role, j.Id ?? "-", j.Phase.ToString(), j.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-", j.Reason ?? ""]));
    }

    private static string Verdict(RunState run) => run.Summary?.Verdict.ToString().ToUpperInvariant() ?? "-";
}
