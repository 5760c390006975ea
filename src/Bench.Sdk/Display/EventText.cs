using System.Text;
using Bench.Lifecycle;

namespace Bench.Sdk.Display;

/// <summary>An event as plain text: one line, but for output and the closing table.</summary>
public static class EventText
{
    public static string Of(BenchEvent happened) => happened switch
    {
        RunOpened run => run.IsNew ? $"run {run.Run} in {run.Folder}" : $"run {run.Run} (continued) in {run.Folder}",
        StepStarted step => $"{step.Step} …",
        StepEnded step => Of(step),
        JobChanged job => $"job {job.Job} ({job.Role}): {Word(job)}{(job.Reason is null ? "" : $". {job.Reason}")}",
        LoadProgress load => Of(load),
        MessagePrinted message => message.Text,
        OutputPrinted output => output.Text,
        DiagnosticRaised raised => raised.Diagnostic.ToString(),
        ReportMade report => Of(report),
        _ => happened.ToString(),
    };

    /// <summary>A job's phase in the words of the other lines: <c>timed out</c>.</summary>
    public static string Word(JobChanged job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Phase == "TimedOut" ? "timed out" : job.Phase.ToLowerInvariant();
    }

    /// <summary>How a step went: <c>up to date</c>.</summary>
    public static string Word(StepResult result) => result switch
    {
        StepResult.Done => "done",
        StepResult.UpToDate => "up to date",
        StepResult.Skipped => "skipped",
        StepResult.Failed => "failed",
        StepResult.Cancelled => "cancelled",
        _ => result.ToString(),
    };

    /// <summary>The moving part of a workload's progress: rate, errors, p99.</summary>
    public static string Figures(LoadProgress load)
    {
        var parts = new List<string>();
        if (load.Rate is { } rate)
        {
            parts.Add(Say.Rate(rate));
        }

        if (load.Completed is { } completed)
        {
            parts.Add(Say.Format($"{completed} done"));
        }

        if (load.Errors is { } errors)
        {
            parts.Add(Say.Format($"{errors} {(errors == 1 ? "error" : "errors")}"));
        }

        if (load.P99 is { } p99)
        {
            parts.Add("p99 " + Say.Latency(p99));
        }

        return string.Join(", ", parts);
    }

    /// <summary>Which of the many: <c>load p2 (2 of 3), repeat 1 of 5</c>.</summary>
    public static string Which(LoadProgress load)
    {
        var point = load.Points > 1 ? Say.Format($" {load.Point} ({load.PointIndex} of {load.Points})") : "";
        var repeat = load.Repeats > 1 ? Say.Format($", repeat {load.Repeat} of {load.Repeats}") : "";
        return load.Workload + point + repeat;
    }

    /// <summary>How far: <c>12.0 s of 60.0 s</c>, with <c>warm-up</c> where it is one.</summary>
    public static string HowFar(LoadProgress load) =>
        (load.Warmup ? "warm-up, " : "")
        + Say.Seconds(load.Elapsed)
        + (load.Total is { } total ? $" of {Say.Seconds(total)}" : "");

    private static string Of(StepEnded step)
    {
        var time = step.Result is StepResult.UpToDate or StepResult.Skipped ? "" : $" in {Say.Seconds(step.Seconds)}";
        var detail = string.IsNullOrEmpty(step.Detail) ? "" : $": {step.Detail}";
        return $"{step.Step} {Word(step.Result)}{time}{detail}";
    }

    private static string Of(LoadProgress load)
    {
        var figures = Figures(load);
        return $"{Which(load)}: {HowFar(load)}{(figures.Length == 0 ? "" : ", " + figures)}";
    }

    private static string Of(ReportMade report)
    {
        var text = new StringBuilder();
        text.Append(report.Verdict).Append("  ").Append(report.Run).Append('\n');
        foreach (var reason in report.Reasons)
        {
            text.Append("  - ").Append(reason).Append('\n');
        }

        int Width(Func<KeyFigure, string> column) => report.Rows.Select(row => column(row).Length).DefaultIfEmpty(0).Max();
        var (points, metrics, values) = (Width(row => row.Point), Width(row => row.Metric), Width(row => row.Value));
        foreach (var row in report.Rows)
        {
            var line = $"  {row.Point.PadRight(points)}  {row.Metric.PadRight(metrics)}  {row.Value.PadLeft(values)}  {row.Spread}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.Append(report.Markdown).Append('\n').Append(report.Html).ToString();
    }
}
