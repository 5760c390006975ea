using Bench.Lifecycle;
using Microsoft.Build.Framework;

namespace Bench.Sdk.Host;

/// <summary>The one session of a build, kept by MSBuild from task to task and disposed of by it when the build is over.</summary>
internal sealed class SessionScope : IDisposable
{
    /// <summary>Its key among MSBuild's registered task objects.</summary>
    public const string Key = "Bench.Sdk.SessionScope";

    private readonly EventLog _log = new();
    private readonly BenchSession _session;
    private readonly IDisposable _cancel;

    public SessionScope(BenchOptions options)
    {
        _session = new BenchSession(options, _log, TimeProvider.System);
        _cancel = HostProcess.OnCancel(_session.Cancel);
    }

    /// <summary>Does a verb and hands its status to the process.</summary>
    public bool Run(BenchVerb verb, IBuildEngine engine)
    {
        using var attachment = _log.Attach(engine);
        // On the thread pool: MSBuild's own thread may carry a context that continuations would wait for.
        var done = Task.Run(() => _session.RunAsync(verb)).GetAwaiter().GetResult();
        HostProcess.EndWith(_session.Status);
        if (!done)
        {
            // Only where the session gave no status of its own: a failure must never end with 0.
            HostProcess.EndWith(Diagnostics.ExitStatus.Fault);
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
