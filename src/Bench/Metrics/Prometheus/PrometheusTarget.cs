namespace Bench.Metrics.Prometheus;

/// <summary>An endpoint to scrape.</summary>
/// <param name="Source">The source of its rows.</param>
/// <param name="Buckets">Keep the buckets of histograms: many rows.</param>
public sealed record PrometheusTarget(string Source, Uri Url, bool Buckets = false);
