using Bench.Diagnostics;

namespace Bench.Lifecycle;

/// <summary>
/// One invocation: the run that it works on, its lock, its backend connections. Hosts create one, ask it for verbs in order, and hand
/// out <see cref="Status"/>. Errors, cancellation, teardown after a failure and exit statuses are handled here, the same for every host.
/// </summary>
public sealed class BenchSession : IAsyncDisposable
{
    public BenchSession(BenchOptions options, IBenchObserver observer, TimeProvider clock)
    {
        Options = options;
        Observer = observer;
        Clock = clock;
    }

    public BenchOptions Options { get; }

    public IBenchObserver Observer { get; }

    public TimeProvider Clock { get; }

    /// <summary>What the process should end with; <see cref="ExitStatus.Done"/> while nothing has failed.</summary>
    public ExitStatus Status { get; private set; }

    /// <summary>Does one verb. Never throws for what can go wrong in it: diagnostics go to the observer, the result is false and <see cref="Status"/> says why.</summary>
    public Task<bool> RunAsync(BenchVerb verb)
    {
        throw new NotSupportedException();
    }

    /// <summary>Asks the running verb to stop: the first call gently (teardown is done, partial results are reported), the second firmly.</summary>
    public void Cancel(ExitStatus status)
    {
        Status = status;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
