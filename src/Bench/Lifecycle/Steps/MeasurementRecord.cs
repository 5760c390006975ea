using System.Globalization;
using System.Text.Json;
using Bench.Jobs;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Workspaces;

namespace Bench.Lifecycle.Steps;

/// <summary>Brings what clients left behind into the result's folder and writes the outcome.</summary>
internal static class MeasurementRecord
{
    private static readonly string[] Logs = ["stdout.log", "stderr.log"];

    public static async Task<Outcome> WriteAsync(
        RunContext run, RunJobs jobs, PlannedMeasurement measurement, IReadOnlyList<JobRecord> clients, CancellationToken cancellationToken)
    {
        var starts = new List<DateTimeOffset>();
        var ends = new List<DateTimeOffset>();
        // All at once: over a line, each file is a round trip.
        await Task.WhenAll(clients.Select((c, i) => BringAsync(run, jobs, measurement, c, i + 1, cancellationToken))).ConfigureAwait(false);
        foreach (var client in clients)
        {
            var times = JobTimes.Of(run, client);
            starts.Add(times.Started);
            ends.Add(times.Ended);
        }

        var worst = clients.FirstOrDefault(c => c.Phase is not JobPhase.Completed and not JobPhase.Cancelled)
            ?? clients.FirstOrDefault(c => c.Phase != JobPhase.Completed) ?? clients[0];
        var which = clients.Count == 1 ? "its client" : $"its client {clients.ToList().IndexOf(worst) + 1} of {clients.Count}";
        var outcome = new Outcome(
            worst.Job, measurement.Point.Id, measurement.Repeat, measurement.Workload.Name, worst.Phase, worst.ExitCode,
            starts.Min(), ends.Max(), Fingerprints.OfFile(RenderScriptsStep.PathOf(run, ScriptModels.Name(measurement.Point, measurement.Workload))),
            Problem(run, worst, which));
        AtomicFile.Write(Progress.OutcomePath(run, measurement), JsonSerializer.Serialize(outcome, LifecycleJson.Default.Outcome) + "\n");
        return outcome;
    }

    private static async Task BringAsync(
        RunContext run, RunJobs jobs, PlannedMeasurement measurement, JobRecord client, int number, CancellationToken cancellationToken)
    {
        var transport = jobs.Backend.Transport;
        var folder = Progress.Folder(run, measurement, number);
        await JobFiles.BringAsync(run, transport, client, cancellationToken).ConfigureAwait(false);
        if (!run.Workspace.IsRunFolder)
        {
            await JobFiles.BringFolderAsync(transport, run.Workspace.Result(folder), folder, cancellationToken).ConfigureAwait(false);
        }

        Directory.CreateDirectory(folder);
        foreach (var log in Logs.Select(l => Path.Combine(run.Workspace.MirrorOf(client.Directory), l)).Where(File.Exists))
        {
            File.Copy(log, Path.Combine(folder, Path.GetFileName(log)), overwrite: true);
        }
    }

    private static string? Problem(RunContext run, JobRecord job, string which) => job.Phase switch
    {
        JobPhase.Completed => null,
        JobPhase.Failed => $"{which} ended with status {job.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}{Said(run, job)}.",
        JobPhase.TimedOut => $"{which} did not end within its time limit and was stopped{(job.Reason is null ? "" : $": {job.Reason.TrimEnd('.')}")}.",
        JobPhase.Cancelled => $"{which} was stopped: {job.Reason?.TrimEnd('.') ?? "by somebody"}.",
        _ => $"{which} was lost{(job.Reason is null ? "" : $": {job.Reason.TrimEnd('.')}")}.",
    };

    // A status of the wrapper's own, or a reason of the scheduler's, says more than a number.
    private static string Said(RunContext run, JobRecord job)
    {
        var errors = Path.Combine(run.Workspace.MirrorOf(job.Directory), "stderr.log");
        return job.Reason is { } reason ? $": {reason.TrimEnd('.')}"
            : job.ExitCode is 78 or 79 && File.Exists(errors) && File.ReadLines(errors).LastOrDefault(l => l.StartsWith("bench: ", StringComparison.Ordinal)) is { } line
                ? $": {line["bench: ".Length..].TrimEnd('.')}"
            : "";
    }
}
