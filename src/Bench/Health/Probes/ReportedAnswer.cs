namespace Bench.Health.Probes;

/// <summary>A line of <c>probe.jsonl</c>, as <c>bench-load probe</c> writes it.</summary>
internal sealed record ReportedAnswer(bool Good, string Detail);
