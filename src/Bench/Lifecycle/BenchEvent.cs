using System.Text.Json.Serialization;
using Bench.Diagnostics;

namespace Bench.Lifecycle;

/// <summary>Something that happened in an invocation; serializable, so that it can travel through a host's own event stream.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunOpened), "run-opened")]
[JsonDerivedType(typeof(StepStarted), "step-started")]
[JsonDerivedType(typeof(StepEnded), "step-ended")]
[JsonDerivedType(typeof(JobChanged), "job-changed")]
[JsonDerivedType(typeof(LoadProgress), "load-progress")]
[JsonDerivedType(typeof(MessagePrinted), "message")]
[JsonDerivedType(typeof(OutputPrinted), "output")]
[JsonDerivedType(typeof(DiagnosticRaised), "diagnostic")]
[JsonDerivedType(typeof(ReportMade), "report-made")]
public abstract record BenchEvent;

/// <summary>The run that this invocation works on; <paramref name="IsNew"/> where it was made just now.</summary>
public sealed record RunOpened(string Run, string Folder, bool IsNew) : BenchEvent;

public sealed record StepStarted(string Step) : BenchEvent;

/// <summary>A step is over. <paramref name="Detail"/> is one line: what it made, or, with --explain, why it ran.</summary>
public sealed record StepEnded(string Step, StepResult Result, double Seconds, string? Detail) : BenchEvent;

/// <summary>A job's state as people should see it.</summary>
public sealed record JobChanged(string Job, string Role, string Phase, string? Reason) : BenchEvent;

/// <summary>A running workload, about once a second. Rates in 1/s, times in s; what is unknown is null.</summary>
public sealed record LoadProgress(
    string Workload, string Point, int Repeat, int Repeats, int PointIndex, int Points,
    double Elapsed, double? Total, bool Warmup, double? Rate, long? Completed, long? Errors, double? P99) : BenchEvent;

/// <summary>A line of news on the way (standard error's role).</summary>
public sealed record MessagePrinted(string Text) : BenchEvent;

/// <summary>What the user asked to see (Status, Logs, Help, --dry-run): printed as it is, also by machines read.</summary>
public sealed record OutputPrinted(string Text) : BenchEvent;

public sealed record DiagnosticRaised(Diagnostic Diagnostic) : BenchEvent;

/// <summary>The closing table.</summary>
/// <param name="Verdict">VALID, DEGRADED or INVALID.</param>
/// <param name="Reasons">Sentences: which nodes are slow, then why the results are not simply valid, the worst first.</param>
/// <param name="Rows">Key figures: point, metric, value with unit, spread; ready to print.</param>
public sealed record ReportMade(
    string Run, string Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<KeyFigure> Rows, string Markdown, string Html) : BenchEvent;

/// <summary>A row of the closing table, formatted for people.</summary>
public sealed record KeyFigure(string Point, string Metric, string Value, string Spread);
