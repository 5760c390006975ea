using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Workloads;

namespace Bench.Lifecycle.Steps;

/// <summary>Tells how a running workload gets on, from the progress files of its clients.</summary>
internal sealed class LoadWatch(RunContext run, PlannedMeasurement measurement)
{
    private readonly TimeSpan _every = TimeSpan.FromMilliseconds(run.Site.IsLocal ? 500 : 1000);
    private readonly IWorkload _kind = WorkloadCatalog.For(measurement.Workload);
    private long? _started;
    private long _told;

    /// <summary>Since all clients run; zero while they are queued.</summary>
    public TimeSpan Elapsed => _started is { } start ? run.Clock.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>Notes when they run, and tells now and then.</summary>
    public async Task SeeAsync(RunJobs jobs, IReadOnlyList<JobRecord> clients, CancellationToken cancellationToken)
    {
        if (_started is null && clients.All(c => c.Phase != JobPhase.Pending))
        {
            _started = _told = run.Clock.GetTimestamp();
        }

        if (_started is not null && run.Clock.GetElapsedTime(_told) >= _every)
        {
            _told = run.Clock.GetTimestamp();
            await TellAsync(jobs, clients, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing fails for it: a run whose line is broken goes on, and has no progress to show.</summary>
    public async Task TellAsync(RunJobs jobs, IReadOnlyList<JobRecord> clients, CancellationToken cancellationToken)
    {
        try
        {
            await ShowAsync(jobs, clients, cancellationToken).ConfigureAwait(false);
        }
        catch (BenchException problem) when (problem.IsTransient)
        {
            // Who polls the jobs tells of a line that stays broken.
        }
    }

    private async Task ShowAsync(RunJobs jobs, IReadOnlyList<JobRecord> clients, CancellationToken cancellationToken)
    {
        var paths = _kind.ProgressFile is { } file
            ? Enumerable.Range(1, clients.Count).Select(i => Path.Combine(run.Workspace.Result(Progress.Folder(run, measurement, i)), file))
            : [];
        var lines = (await Task.WhenAll(paths.Select(p => ProgressLine.ReadLastAsync(jobs.Backend.Transport, p, cancellationToken))).ConfigureAwait(false))
            .OfType<ProgressLine>().ToList();

        var points = run.Plan.Points.ToList();
        run.Observer.On(new LoadProgress(
            measurement.Workload.Name, measurement.Point.Id, measurement.Number, measurement.Counts ? run.Plan.Repeats : run.Plan.Warmups,
            points.FindIndex(p => p.Id == measurement.Point.Id) + 1, points.Count,
            lines.Count > 0 ? lines.Min(l => l.Total is { } total ? Math.Min(l.Elapsed, total) : l.Elapsed) : Elapsed.TotalSeconds,
            lines.Count > 0 ? lines.Max(l => l.Total) : _kind.Expected(measurement.Workload)?.TotalSeconds,
            lines.Count > 0 ? lines.Exists(l => l.Warmup) : !measurement.Counts,
            Sum(lines.Select(l => l.Rate)), (long?)Sum(lines.Select(l => (double?)l.Completed)), (long?)Sum(lines.Select(l => (double?)l.Errors)), lines.Max(l => l.P99)));
    }

    // Null where nobody knows any.
    private static double? Sum(IEnumerable<double?> values) => values.Where(v => v is not null).Aggregate((double?)null, (sum, v) => (sum ?? 0) + v);
}
