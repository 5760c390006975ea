using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Sdk.Display;
using Microsoft.Build.Framework;

namespace Bench.Sdk.Host;

/// <summary>
/// Sends the library's events down MSBuild's event stream: to our logger, to a binary log, to whoever listens. MSBuild takes events only
/// from a task that is running, so each task attaches its engine; what happens between two tasks goes straight to our logger.
/// </summary>
internal sealed class EventLog : IBenchObserver
{
    private readonly Lock _gate = new();
    private IBuildEngine? _engine;

    /// <summary>Until the result is disposed, events go through this task's engine.</summary>
    public IDisposable Attach(IBuildEngine engine)
    {
        lock (_gate)
        {
            _engine = engine;
        }

        return new Attachment(this);
    }

    public void On(BenchEvent happened)
    {
        lock (_gate)
        {
            if (_engine is null)
            {
                BenchLogger.Current?.Tell(happened);
            }
            else if (happened is DiagnosticRaised(var diagnostic))
            {
                Log(_engine, diagnostic);
            }
            else
            {
                var text = EventText.Of(happened);
                _engine.LogMessageEvent(BenchLogger.Current is null ? BenchEventArgs.Extended(happened, text) : new BenchEventArgs(happened, text));
            }
        }
    }

    // As errors and warnings of MSBuild, with their place: every logger, editor and CI system understands those.
    private static void Log(IBuildEngine engine, Diagnostic diagnostic)
    {
        var problem = Problem.Of(diagnostic);
        var (file, line, column) = (problem.File, problem.Line, problem.Column);
        if (problem.IsError)
        {
            engine.LogErrorEvent(new BuildErrorEventArgs(null, problem.Code, file, line, column, 0, 0, problem.Text, null, nameof(Bench)));
        }
        else
        {
            engine.LogWarningEvent(new BuildWarningEventArgs(null, problem.Code, file, line, column, 0, 0, problem.Text, null, nameof(Bench)));
        }
    }

    private sealed class Attachment(EventLog log) : IDisposable
    {
        public void Dispose()
        {
            lock (log._gate)
            {
                log._engine = null;
            }
        }
    }
}
