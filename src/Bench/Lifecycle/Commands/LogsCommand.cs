using Bench.Diagnostics;
using Bench.Health;
using Bench.Jobs;
using Bench.Transport;

namespace Bench.Lifecycle.Commands;

/// <summary>The last lines of the jobs' logs.</summary>
internal static class LogsCommand
{
    public static ExitStatus Run(CommandContext context)
    {
        var folder = context.Choice.Needed();
        var jobs = JobLedger.From(Journal.Read(folder.Journal)).Jobs.ToList();
        if (context.Options.Job is { } wanted)
        {
            var names = jobs.Select(j => j.Name).Distinct().ToList();
            jobs = [.. jobs.Where(j => j.Name == wanted || j.Job == wanted)];
            if (jobs.Count == 0)
            {
                throw new BenchException(ExitStatus.Usage, new Diagnostic(
                    Codes.NoSuchRun, null,
                    $"Run {folder.Id} has no such job.",
                    Nearest.To(wanted, names) is { } near ? $"Did you mean '{near}'?" : $"It has {string.Join(", ", names)}."));
            }
        }

        var transport = new LocalTransport();
        foreach (var job in jobs)
        {
            var tail = new ServiceLog(transport, job.Directory).TailAsync(context.Options.Lines, CancellationToken.None).GetAwaiter().GetResult();
            context.Print($"── {job.Name} ({job.Phase}{(job.ExitCode is { } code ? $", status {code}" : "")}) {job.Directory}");
            context.Print(tail.Count == 0 ? "   (empty)" : string.Join('\n', tail.Select(l => "   " + l)));
        }

        if (jobs.Count == 0)
        {
            context.Print($"Run {folder.Id} has submitted nothing yet.");
        }

        return ExitStatus.Done;
    }
}
