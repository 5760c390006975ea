namespace Bench.Metrics.Prometheus;

/// <summary>What one scrape said.</summary>
/// <param name="Malformed">Lines that could not be read and were passed over.</param>
public sealed record PrometheusScrape(IReadOnlyList<PrometheusSample> Samples, int Malformed);
