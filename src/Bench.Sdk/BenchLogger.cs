using Bench.Lifecycle;
using Bench.Sdk.Display;
using Bench.Sdk.Host;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Bench.Sdk;

/// <summary>The display of the MSBuild host: <c>-noConsoleLogger -logger:Bench.Sdk.BenchLogger,Bench.Sdk.dll</c>. Nothing else writes to the terminal.</summary>
public sealed class BenchLogger : Logger
{
    private readonly Lock _gate = new();
    private IDisplay? _display;
    private ReportMade? _report;

    /// <summary>The one that listens in this process.</summary>
    internal static BenchLogger? Current { get; private set; }

    public override void Initialize(IEventSource eventSource)
    {
        // Here and not in a task: a signal that comes before the first task must not end the process the way MSBuild does.
        HostProcess.TakeOver();
        if (HostEnvironment.Get("BENCH_TARGET") is "RunBenchmark" or BenchOptions.RunWorkload && HostEnvironment.Get("BENCH_HOME") is { } home)
        {
            StartRehearsal.StartAsync(home);
        }

        Attach(eventSource, Displays.Choose(Environment.GetEnvironmentVariable, !Console.IsOutputRedirected, TimeProvider.System));
    }

    public override void Shutdown()
    {
        Current = null;
        Show(display =>
        {
            // The table closes everything: what was still told after it was made (the step's own end) comes before it.
            if (_report is { } report)
            {
                display.On(report);
            }

            display.Close();
        });
    }

    /// <summary>Shows an event that no task can report.</summary>
    internal void Tell(BenchEvent happened) => Show(display =>
    {
        if (happened is ReportMade report)
        {
            _report = report;
        }
        else
        {
            display.On(happened);
        }
    });

    /// <summary>For tests: the same with a display of their own.</summary>
    internal void Attach(IEventSource source, IDisplay display)
    {
        _display = display;
        Current = this;
        source.MessageRaised += (_, e) => OnMessage(e);
        source.ErrorRaised += (_, e) => Show(d => d.On(new Problem(true, e.Code, e.File, e.LineNumber, e.ColumnNumber, e.Message ?? "")));
        source.WarningRaised += (_, e) => Show(d => d.On(new Problem(false, e.Code, e.File, e.LineNumber, e.ColumnNumber, e.Message ?? "")));
    }

    private void OnMessage(BuildMessageEventArgs message)
    {
        if (BenchEventArgs.In(message) is { } happened)
        {
            Tell(happened);
        }
        else if (message.Importance == MessageImportance.High && message.Message is { } text)
        {
            Show(display => display.Line(text));
        }
    }

    private void Show(Action<IDisplay> show)
    {
        try
        {
            lock (_gate)
            {
                if (_display is { } display)
                {
                    show(display);
                }
            }
        }
        catch (IOException)
        {
            // Whoever read our output is gone (a closed terminal, 'head'). The run and its teardown go on.
        }
    }
}
