using Bench.Diagnostics;
using Bench.Lifecycle.Runs;

namespace Bench.Lifecycle.Commands;

/// <summary>What a command works with.</summary>
internal sealed record CommandContext(BenchOptions Options, RunChoice Choice, IBenchObserver Observer, TimeProvider Clock)
{
    public bool Json => Options.Format == "json";

    public void Print(string text) => Observer.On(new OutputPrinted(text));

    public void Tell(Diagnostic diagnostic) => Observer.On(new DiagnosticRaised(diagnostic));
}
