using Bench.Lifecycle;
using Bench.Sdk.Display;

namespace Bench.Sdk.Host;

/// <summary>Shows the library's events where the host has no event stream that could carry them.</summary>
internal sealed class ConsoleLog(IDisplay display) : IBenchObserver
{
    private readonly Lock _gate = new();

    public void On(BenchEvent happened) =>
        Show(happened is DiagnosticRaised(var diagnostic) ? d => d.On(Problem.Of(diagnostic)) : d => d.On(happened));

    /// <summary>A line that a tool printed.</summary>
    public void Line(string text) => Show(d => d.Line(text));

    private void Show(Action<IDisplay> show)
    {
        try
        {
            lock (_gate)
            {
                show(display);
            }
        }
        catch (IOException)
        {
            // Whoever read our output is gone (a closed terminal, 'head'). The run and its teardown go on.
        }
    }
}
