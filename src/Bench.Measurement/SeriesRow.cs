namespace Bench.Measurement;

/// <summary>A value of a time series: a row of the tidy CSV (<c>time_utc,source,node,metric,value,unit</c>).</summary>
/// <param name="TimeUtc">When it was read.</param>
/// <param name="Source">The job or workload that it is about: <c>d1-hello</c>, <c>p1-load.1</c>; or a scraped endpoint.</param>
/// <param name="Node">Host name.</param>
/// <param name="Metric">Name with <c>/</c>: <c>cpu/cores</c>, <c>memory/rss</c>.</param>
/// <param name="Unit"><c>1</c>, <c>s</c>, <c>B</c>, <c>B/s</c>, <c>1/s</c>, <c>cores</c>.</param>
public sealed record SeriesRow(DateTimeOffset TimeUtc, string Source, string Node, string Metric, double Value, string Unit);
