using Bench.Lifecycle;
using Spectre.Console;

namespace Bench.Sdk.Display;

/// <summary>
/// For people at a terminal: what is over stays as lines, what is going on moves below them. The only place besides
/// <see cref="LiveView"/> and <see cref="ClosingTable"/> that touches Spectre.Console, so that plain output need not load it.
/// </summary>
/// <param name="refresh">Time between two frames, and before the first.</param>
internal sealed class LiveDisplay(IAnsiConsole console, TimeProvider clock, TimeSpan refresh) : IDisplay
{
    private readonly Lock _gate = new();
    private readonly LiveView _view = new();
    private readonly object _wake = new();
    private long _stepStarted = clock.GetTimestamp();
    private Thread? _drawing;
    private bool _stop;

    public void On(BenchEvent happened)
    {
        lock (_gate)
        {
            _view.On(happened);
        }

        switch (happened)
        {
            case StepStarted:
                _stepStarted = clock.GetTimestamp();
                Draw();
                break;
            case StepEnded step:
                Stop();
                Ended(step);
                break;
            case RunOpened or MessagePrinted:
                Line(EventText.Of(happened));
                break;
            case OutputPrinted output:
                Stop();
                Raw(output.Text.EndsWith('\n') ? output.Text[..^1] : output.Text);
                break;
            case ReportMade report:
                Stop();
                ClosingTable.Write(console, report);
                break;
        }
    }

    // Not through Spectre: it would break a path in two at the edge of the terminal.
    public void On(Problem problem)
    {
        var wasDrawing = Stop();
        var color = problem.IsError ? 31 : 33;
        Raw(console.Profile.Capabilities.Ansi ? Say.Format($"\u001b[{color}m{problem}\u001b[0m") : problem.ToString());
        if (wasDrawing)
        {
            Draw();
        }
    }

    // Above the moving part only Spectre can write; elsewhere lines are better left to the terminal, which does not break paths.
    public void Line(string text)
    {
        if (_drawing is null)
        {
            Raw(text);
        }
        else
        {
            console.Write(new Text(text + "\n"));
        }
    }

    public void Close() => Stop();

    private void Ended(StepEnded step)
    {
        var (sign, color) = step.Result switch
        {
            StepResult.Done => ("✓", Color.Green),
            StepResult.UpToDate or StepResult.Skipped => ("=", Color.Grey),
            StepResult.Cancelled => ("!", Color.Yellow),
            _ => ("x", Color.Red),
        };
        if (sign == "✓" && !console.Profile.Capabilities.Unicode)
        {
            sign = "+";
        }

        console.Write(new Text($"{sign} {EventText.Of(step)}\n", new Style(color)));
    }

    private void Raw(string text)
    {
        console.Profile.Out.Writer.WriteLine(text);
        console.Profile.Out.Writer.Flush();
    }

    private void Draw()
    {
        if (_drawing is not null || !_view.HasStep)
        {
            return;
        }

        _stop = false;
        _drawing = new Thread(Loop) { IsBackground = true, Name = "Bench display" };
        _drawing.Start();
    }

    private void Loop()
    {
        // Most steps are over within this time; drawing for them would only flicker.
        if (Pause())
        {
            return;
        }

        try
        {
            console.Live(new Text("")).AutoClear(true).Start(context =>
            {
                do
                {
                    lock (_gate)
                    {
                        context.UpdateTarget(_view.Render(clock.GetElapsedTime(_stepStarted), console.Profile.Capabilities.Unicode));
                    }
                }
                while (!Pause());
            });
        }
        catch (IOException)
        {
            // The terminal is gone. The run, and its teardown, go on without a display.
        }
    }

    private bool Stop()
    {
        if (_drawing is null)
        {
            return false;
        }

        lock (_wake)
        {
            _stop = true;
            Monitor.Pulse(_wake);
        }

        _drawing.Join();
        _drawing = null;
        return true;
    }

    // True when the drawing is to stop, which ends the pause early.
    private bool Pause()
    {
        lock (_wake)
        {
            return _stop || (Monitor.Wait(_wake, refresh) && _stop);
        }
    }
}
