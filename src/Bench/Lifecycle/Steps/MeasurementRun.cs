using System.Globalization;
using Bench.Health;
using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Plans;
using Bench.Workloads;

namespace Bench.Lifecycle.Steps;

/// <summary>One run of one workload: submits or adopts its clients, watches them and the services, records how it went.</summary>
internal sealed class MeasurementRun(RunContext run, PlannedDeployment deployment, PlannedMeasurement measurement, Sampling sampling)
{
    private const int TailLines = 20;

    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    private readonly RunJobs _jobs = run.Attach();
    private readonly IWorkload _kind = WorkloadCatalog.For(measurement.Workload);
    private readonly LoadWatch _watch = new(run, measurement);

    public async Task<Outcome> RunAsync(CancellationToken cancellationToken)
    {
        var clients = await ClientsAsync(cancellationToken).ConfigureAwait(false);
        if (clients.Any(c => c.IsOpen))
        {
            clients.ForEach(sampling.Add);
            clients = await WatchAsync(clients, cancellationToken).ConfigureAwait(false);
            foreach (var client in clients)
            {
                await sampling.RemoveAsync(client).ConfigureAwait(false);
            }
        }

        if (clients.TrueForAll(c => c.Phase == JobPhase.Completed) && run.Options is { IsWholeLife: true, Detach: false } && Progress.IsLast(run, measurement))
        {
            await sampling.StopAsync().ConfigureAwait(false);
            run.Ending = new EarlyEnding(_jobs);
        }

        return await MeasurementRecord.WriteAsync(run, _jobs, measurement, clients, cancellationToken).ConfigureAwait(false);
    }

    // Clients that ended well while nobody looked (their orchestrator was killed) are recorded, not run again. Clients that start together
    // run in one round: those that were never submitted join the living ones, and where all have ended and not well, all begin anew.
    private async Task<List<JobRecord>> ClientsAsync(CancellationToken cancellationToken)
    {
        var found = new List<JobRecord?>();
        foreach (var name in measurement.Clients)
        {
            found.Add(await _jobs.FindAsync(name, cancellationToken).ConfigureAwait(false));
        }

        if (found.TrueForAll(c => c?.Phase == JobPhase.Completed))
        {
            return [.. found.OfType<JobRecord>()];
        }

        var living = found.Find(c => c?.IsOpen == true);
        var round = living?.Attempt ?? (found.Max(c => c?.Attempt ?? 0) + 1);
        cancellationToken.ThrowIfCancellationRequested();
        var services = await ServiceFiles.ForAsync(_jobs, deployment, measurement.Workload, cancellationToken).ConfigureAwait(false);
        var files = new Dictionary<string, string>([.. _kind.SetUp(measurement.Workload), .. services]);
        // Who was submitted is not asked for again: one that has ended since it was looked for a moment ago would be submitted a second time.
        var there = living is null ? [] : found.OfType<JobRecord>().Where(c => !c.IsOpen || c.Id is not null).ToList();
        var begun = await _jobs.EnsureAsync(
            [.. measurement.Clients.Index().Where(c => there.TrueForAll(e => e.Name != c.Item)).Select(c => Request(c.Index + 1, round, files))], cancellationToken).ConfigureAwait(false);
        return [.. measurement.Clients.Select(name => there.Concat(begun).First(c => c.Name == name))];
    }

    private JobRequest Request(int client, int round, IReadOnlyDictionary<string, string> files)
    {
        var count = measurement.Clients.Count;
        var environment = new Dictionary<string, string>(PassedEnvironment.Of(run, ScriptModels.Of(run.Plan, measurement.Point, measurement.Workload)))
        {
            ["BENCH_RESULT_DIR"] = run.Workspace.Result(Progress.Folder(run, measurement, client)),
            ["BENCH_REPEAT"] = measurement.Number.ToString(CultureInfo.InvariantCulture),
            ["BENCH_CLIENT"] = client.ToString(CultureInfo.InvariantCulture),
            ["BENCH_CLIENTS"] = count.ToString(CultureInfo.InvariantCulture),
        };
        if (count > 1)
        {
            environment["BENCH_BARRIER"] = run.Workspace.Barrier($"{measurement.Name}.{round}");
        }

        return new JobRequest(
            measurement.Clients[client - 1],
            ScriptModels.Client,
            RenderScriptsStep.PathOf(run, ScriptModels.Name(measurement.Point, measurement.Workload)),
            environment,
            StopGrace,
            files)
        {
            Allocation = AllocationLayout.IsShared(run.Plan) ? AllocationLayout.Name(deployment) : null,
            Nodes = AllocationLayout.Of(deployment, measurement.Workload, client),
        };
    }

    // Around the time when it should be over its end is looked for closely.
    private TimeSpan Pause(int unchanged)
    {
        var pacing = _jobs.Backend.Pacing;
        var left = _kind.Expected(measurement.Workload) - _watch.Elapsed - TimeSpan.FromSeconds(1);
        return left is null || left > pacing.Longest ? pacing.Pause(unchanged) : left > TimeSpan.Zero ? left.Value : pacing.Pause(0);
    }

    private async Task<List<JobRecord>> WatchAsync(List<JobRecord> clients, CancellationToken cancellationToken)
    {
        var services = deployment.Services.Select(s => _jobs.Ledger.Latest(ScriptModels.Name(deployment, s))!).ToList();
        var unchanged = 0;
        while (true)
        {
            var before = clients;
            var now = await _jobs.PollAsync([.. clients, .. services], cancellationToken).ConfigureAwait(false);
            clients = [.. now.Take(clients.Count)];
            if (clients.TrueForAll(c => !c.IsOpen))
            {
                await _watch.TellAsync(_jobs, clients, cancellationToken).ConfigureAwait(false);
                return clients;
            }

            if (now.Skip(clients.Count).FirstOrDefault(s => !s.IsOpen) is { } service)
            {
                var tail = await new ServiceLog(_jobs.Backend.Transport, service.Directory).TailAsync(TailLines, cancellationToken).ConfigureAwait(false);
                throw Problems.ServiceEnded(service.Name, service.Reason ?? $"exit status {service.ExitCode}", tail);
            }

            if (clients.Exists(c => !c.IsOpen && c.Phase != JobPhase.Completed))
            {
                // The others drive a load that is no longer the one that was asked for, or wait for one who will not come.
                await _jobs.StopAsync([.. clients.Where(c => c.IsOpen)], "another client failed", gentle: true, cancellationToken).ConfigureAwait(false);
                return [.. clients.Select(c => _jobs.Ledger[c.Job])];
            }

            await _watch.SeeAsync(_jobs, clients, cancellationToken).ConfigureAwait(false);
            unchanged = clients.Zip(before).Any(p => p.First.Phase != p.Second.Phase) ? 0 : unchanged + 1;
            await Task.Delay(Pause(unchanged), run.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
