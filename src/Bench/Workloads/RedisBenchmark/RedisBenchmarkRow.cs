namespace Bench.Workloads.RedisBenchmark;

/// <summary>What redis-benchmark says of one test. Latencies in s.</summary>
/// <param name="Test">In small letters, without what stands in parentheses: <c>set</c>, <c>lrange_100</c>.</param>
/// <param name="Rate">Requests per second.</param>
internal sealed record RedisBenchmarkRow(string Test, double Rate, double Mean, double P50, double P95, double P99, double Max);
