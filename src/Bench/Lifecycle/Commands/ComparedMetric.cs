namespace Bench.Lifecycle.Commands;

/// <summary>A row of Compare, ready to print.</summary>
internal sealed record ComparedMetric(string Point, string Metric, string Old, string New, string Change, string Judgement);
