using Bench.Lifecycle;

namespace Bench.TestHost;

/// <summary>Prints what happens, a line an event, and tells of steps that begin.</summary>
internal sealed class Observer(Action<string> stepStarted) : IBenchObserver
{
    public void On(BenchEvent happened)
    {
        Console.WriteLine(happened);
        if (happened is StepStarted step)
        {
            stepStarted(step.Step);
        }
    }
}
