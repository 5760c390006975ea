using Bench.Diagnostics;
using Bench.Lifecycle;

namespace Bench.Sdk.Host;

/// <summary>The one session of a host's process: signals cancel it, and its status becomes that of the process.</summary>
internal sealed class HostSession : IDisposable
{
    private readonly BenchSession _session;
    private readonly IDisposable _cancel;

    public HostSession(BenchOptions options, IBenchObserver observer)
    {
        options = options with { NodeTools = NodeTools.MakeAsync(options.Home, Tell), Passphrase = Terminal.AskSecret(Tell) };
        _session = new BenchSession(options, observer, TimeProvider.System);
        _cancel = HostProcess.OnCancel(_session.Cancel);

        void Tell(string text) => observer.On(new MessagePrinted(text));
    }

    /// <summary>Does a verb and hands its status to the process.</summary>
    public bool Run(BenchVerb verb)
    {
        // On the thread pool: the host's own thread may carry a context that continuations would wait for.
        var done = Task.Run(() => _session.RunAsync(verb)).GetAwaiter().GetResult();
        HostProcess.EndWith(_session.Status);
        if (!done)
        {
            // Only where the session gave no status of its own: a failure must never end with 0.
            HostProcess.EndWith(ExitStatus.Fault);
        }

        return done;
    }

    public void Dispose()
    {
        _cancel.Dispose();
        Task.Run(async () => await _session.DisposeAsync().ConfigureAwait(false)).GetAwaiter().GetResult();
        HostProcess.EndWith(_session.Status);
    }
}
