using Bench.Lifecycle;

namespace Bench.Sdk.Display;

/// <summary>For files, pipes and dumb terminals: a line an event, with the time since the start before it.</summary>
internal class PlainDisplay(Outputs outputs, TimeProvider clock) : IDisplay
{
    /// <summary>Progress of one workload is printed no more often than this; its first line comes at once.</summary>
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(5);

    private readonly long _started = clock.GetTimestamp();
    private long? _progressed;
    private string? _progressOf;

    protected Outputs Outputs { get; } = outputs;

    public virtual void On(BenchEvent happened)
    {
        switch (happened)
        {
            case OutputPrinted output:
                Result(output.Text);
                break;
            case ReportMade:
                Outputs.News.WriteLine();
                Outputs.News.WriteLine(EventText.Of(happened));
                break;
            case LoadProgress load when !IsDue(load):
                break;
            default:
                News(EventText.Of(happened));
                break;
        }

        Outputs.News.Flush();
    }

    public virtual void On(Problem problem)
    {
        Outputs.Problems.WriteLine(problem.ToString());
        Outputs.Problems.Flush();
    }

    public virtual void Line(string text)
    {
        Outputs.News.WriteLine(text);
        Outputs.News.Flush();
    }

    public virtual void Close()
    {
    }

    protected virtual void Result(string text)
    {
        Outputs.Result.WriteLine(text.EndsWith('\n') ? text[..^1] : text);
        Outputs.Result.Flush();
    }

    // Lines after the first are set in, so that a reader sees where the next event begins.
    private void News(string text)
    {
        var time = Say.Format($"{clock.GetElapsedTime(_started).TotalSeconds,7:0.0} s  ");
        Outputs.News.WriteLine(time + text.ReplaceLineEndings("\n" + new string(' ', time.Length)));
    }

    private bool IsDue(LoadProgress load)
    {
        var of = $"{EventText.Which(load)} {load.Warmup}";
        if (of == _progressOf && _progressed is { } last && clock.GetElapsedTime(last) < ProgressEvery)
        {
            return false;
        }

        (_progressOf, _progressed) = (of, clock.GetTimestamp());
        return true;
    }
}
