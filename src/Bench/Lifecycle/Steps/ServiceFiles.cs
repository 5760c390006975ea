using Bench.Jobs;
using Bench.Plans;
using Bench.Scripts;

namespace Bench.Lifecycle.Steps;

/// <summary>The files that tell a client where the services are.</summary>
internal static class ServiceFiles
{
    /// <summary>By name; empty where the deployment has no service.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ForAsync(
        RunJobs jobs, PlannedDeployment deployment, PlannedWorkload workload, CancellationToken cancellationToken)
    {
        var endpoints = new List<Endpoint>();
        foreach (var service in deployment.Services)
        {
            var job = jobs.Ledger.Latest(ScriptModels.Name(deployment, service))!;
            if (await EndpointFile.ReadAsync(jobs.Backend.Transport, job, cancellationToken).ConfigureAwait(false) is { } endpoint)
            {
                endpoints.Add(endpoint);
            }
        }

        return endpoints.Count == 0 ? new Dictionary<string, string>() : new Dictionary<string, string>
        {
            [ServiceEnvironment.FileName] = ServiceEnvironment.Render(endpoints, workload.Service),
        };
    }
}
