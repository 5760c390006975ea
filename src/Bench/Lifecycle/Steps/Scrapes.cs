using System.Text.Json;
using Bench.Jobs;
using Bench.Metrics.Prometheus;
using Bench.Recipes;

namespace Bench.Lifecycle.Steps;

/// <summary>The Prometheus endpoints that a recipe names, with the services' addresses filled in.</summary>
internal static class Scrapes
{
    /// <summary>Null where the recipe names none.</summary>
    public static IResourceSampler? Create(RunContext run)
    {
        if (run.Plan.Metrics.Prometheus.Count == 0 || !File.Exists(run.Folder.Endpoints))
        {
            return null;
        }

        var endpoints = JsonSerializer.Deserialize(File.ReadAllBytes(run.Folder.Endpoints), LifecycleJson.Default.Endpoints)!;
        var targets = run.Plan.Metrics.Prometheus.SelectMany(u => Resolve(u, endpoints.Values)).Distinct().ToList();
        return targets.Count == 0 ? null : new PrometheusSampler(targets, time: run.Clock);
    }

    // A URL that names 'service' is scraped of every service.
    private static IEnumerable<PrometheusTarget> Resolve(Text url, IEnumerable<Endpoint> endpoints) =>
        url.IsLiteral ? [Target(url.ToString())]
        : endpoints.Where(e => e.Port != 0).Select(e => Target(EndpointText.Resolve(url, e)));

    private static PrometheusTarget Target(string url)
    {
        var uri = new Uri(url);
        return new PrometheusTarget($"{uri.Host}:{uri.Port}{uri.AbsolutePath}", uri);
    }
}
