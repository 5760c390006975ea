using Bench.Lifecycle;
using Bench.Sdk.Display;

namespace Bench.TestHost;

/// <summary>Prints what happens, as it is shown without a terminal, and tells of steps that begin.</summary>
internal sealed class Observer(Action<string> stepStarted) : IBenchObserver
{
    public void On(BenchEvent happened)
    {
        Console.WriteLine(EventText.Of(happened));
        if (happened is StepStarted step)
        {
            stepStarted(step.Step);
        }
    }
}
