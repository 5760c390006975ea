using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Sdk.Display;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Bench.Sdk.Host;

/// <summary>Sends the library's events down MSBuild's event stream: to our logger, to a binary log, to whoever listens.</summary>
internal sealed class EventLog(TaskLoggingHelper log, IBuildEngine engine) : IBenchObserver
{
    public void On(BenchEvent happened)
    {
        if (happened is DiagnosticRaised(var diagnostic))
        {
            Tell(diagnostic);
        }
        else
        {
            var text = EventText.Of(happened);
            engine.LogMessageEvent(BenchLogger.IsListening ? new BenchEventArgs(happened, text) : BenchEventArgs.Extended(happened, text));
        }
    }

    // As errors and warnings of MSBuild, with their place: every logger, editor and CI system understands those.
    private void Tell(Diagnostic diagnostic)
    {
        var text = diagnostic.Mend.Length == 0 ? diagnostic.What : $"{diagnostic.What} {diagnostic.Mend}";
        var (file, line, column) = (diagnostic.Place?.File, diagnostic.Place?.Line ?? 0, diagnostic.Place?.Column ?? 0);
        if (diagnostic.Severity == Severity.Error)
        {
            log.LogError(null, diagnostic.Code, null, file, line, column, 0, 0, text);
        }
        else
        {
            log.LogWarning(null, diagnostic.Code, null, file, line, column, 0, 0, text);
        }
    }
}
