using System.Text.Json;
using Bench.Diagnostics;
using Bench.Health;
using Bench.Jobs;
using Bench.Lifecycle.Caching;
using Bench.Plans;

namespace Bench.Lifecycle.Steps;

/// <summary>Waits until the services that were submitted are healthy; writes <c>endpoints.json</c> and <c>health.jsonl</c>.</summary>
internal sealed class AwaitHealthyStep : IStep
{
    private const int TailLines = 20;

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

        var rehearsal = run.Options.IsWholeLife ? Rehearsal.StartAsync(run) : Task.CompletedTask;
        var digests = ImageDigests.ReadAsync(run, cancellationToken);
        var site = SiteFacts.ReadAsync(run, cancellationToken);
        var outcome = await AwaitAsync(run, deployment, cancellationToken).ConfigureAwait(false);
        EnvironmentFile.Add(run, await site.ConfigureAwait(false));
        EnvironmentFile.Add(run, await digests.ConfigureAwait(false));
        await rehearsal.ConfigureAwait(false);
        return outcome;
    }

    public static async Task<StepOutcome> AwaitAsync(RunContext run, PlannedDeployment deployment, CancellationToken cancellationToken)
    {
        var endpoints = new Dictionary<string, Endpoint>();
        var slowest = TimeSpan.Zero;
        foreach (var service in deployment.Services)
        {
            var wait = new ServiceWait(run, deployment, service);
            var report = await wait.RunAsync(cancellationToken).ConfigureAwait(false);
            await wait.BringFilesAsync(cancellationToken).ConfigureAwait(false);
            if (report.Outcome != HealthOutcome.Healthy)
            {
                throw Problem(service, report, await wait.Log.TailAsync(TailLines, cancellationToken).ConfigureAwait(false), wait.Log.Directory);
            }

            slowest = report.Elapsed > slowest ? report.Elapsed : slowest;
            endpoints[service.Name] = wait.Endpoint!;
        }

        AtomicFile.Write(run.Folder.Endpoints, JsonSerializer.Serialize(endpoints, LifecycleJson.Default.Endpoints) + "\n");
        return deployment.Services.Count == 0 ? StepOutcome.UpToDate("the recipe has no service")
            : StepOutcome.Done(string.Join(", ", endpoints.Values.Select(e => e.Port == 0 ? e.Service : $"{e.Service} at {e.Url}")));
    }

    private static BenchException Problem(PlannedService service, HealthReport report, IReadOnlyList<string> tail, string folder)
    {
        var log = tail.Count == 0 ? " Its log is empty." : $" Last lines of its log:\n    {string.Join("\n    ", tail)}";
        var diagnostic = report.Outcome == HealthOutcome.Ended
            ? new Diagnostic(
                Codes.ServiceEnded, null,
                $"Service '{service.Name}' ended before it was healthy: {report.Detail.TrimEnd('.')}.{log}\n ",
                $"See {folder} for all of its log.")
            : new Diagnostic(
                Codes.HealthTimeout, null,
                $"Service '{service.Name}' was not healthy after {report.Elapsed.TotalSeconds:0.#} s and {report.Probes} probes: {report.Detail.TrimEnd('.')}.{log}\n ",
                report.Capped ? "Its log still grew: raise health.cap." : "Do raise health.timeout, or mend the service or its probe.");
        return new BenchException(ExitStatus.NeverHealthy, diagnostic);
    }
}
